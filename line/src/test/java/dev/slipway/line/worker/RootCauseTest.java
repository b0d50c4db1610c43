package dev.slipway.line.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why an archive does not start is said in one line. */
class RootCauseTest {
    /** What WildFly says of archives that were made for this, by what is made of that. */
    static Stream<Arguments> failures() throws IOException {
        try (InputStream failures = RootCauseTest.class.getResourceAsStream("/failures.json")) {
            return new ObjectMapper()
                    .readTree(failures).properties().stream()
                            .map(failure -> Arguments.of(
                                    failure.getKey(), failure.getValue().toString()));
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isTheRootOfIt(String line, String failure) {
        assertThat(RootCause.of(failure)).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "PetclinicDatasource, no data source java:/PetclinicDatasource",
        "jboss.data-source.Shop, no data source java:jboss/data-source/Shop",
        "jboss.datasource.Shop, no data source java:jboss/datasource/Shop",
        "JDBC.Shop, no data source java:/JDBC/Shop",
        "ShopDB, no data source java:/ShopDB",
        "ShopDS, no data source java:/ShopDS",
        "jms.queue.records, nothing is bound to java:/jms/queue/records",
        "jms.queue.CustomerDB, nothing is bound to java:/jms/queue/CustomerDB",
        "jms.topic.DataSourceChanged, nothing is bound to java:/jms/topic/DataSourceChanged",
        "global.office.DataSourceRegistry, nothing is bound to java:global/office/DataSourceRegistry"
    })
    void namesADataSourceAsSuch(String service, String cause) {
        assertThat(RootCause.of("{\"WFLYCTL0412: Required services that are not installed:\":"
                        + " [\"jboss.naming.context.java." + service + "\"]}"))
                .isEqualTo(cause);
    }

    @Test
    void isWhatElseIsSaid() {
        assertThat(RootCause.of("On worker-1, /shop answers 500\nafter 30 s.\n"))
                .isEqualTo("On worker-1, /shop answers 500 after 30 s.");
        assertThat(RootCause.of("\"WFLYCTL0216: Management resource not found\""))
                .isEqualTo("WFLYCTL0216: Management resource not found");
        assertThat(
                        RootCause.of(
                                "{\"WFLYCTL0062: Composite operation failed\": {\"Operation step-1\": \"WFLYCTL0348: Timeout after"
                                        + " [300] seconds waiting for service container stability. Operation will roll back.\"}}"))
                .isEqualTo(RootCause.ENDLESS_START);
        assertThat(RootCause.of("WFLYCTL0344: Operation timed out awaiting service container stability"))
                .isEqualTo(RootCause.ENDLESS_START);
        assertThat(RootCause.of("\n")).isEqualTo("WildFly does not say why");
        assertThat(RootCause.of("500")).isEqualTo("500");
    }

    @Test
    void comesWithTheExceptionsAroundIt() {
        assertThat(RootCause.exceptions(
                        "{\"WFLYCTL0080: Failed services\": {\"a\": \"x: no\\n    Caused by: y\", \"b\": \"z\"}}"))
                .isEqualTo("x: no\n    Caused by: y\nz");
        assertThat(RootCause.exceptions("On worker-1, / answers 500")).isEqualTo("On worker-1, / answers 500");
    }

    /** As of an application that was written to stop whoever looks for it. */
    @ParameterizedTest
    @ValueSource(strings = {"a.", "a", "Caused by: ", "a.b.CException: ", "x has been compiled ", "\\n"})
    void isLookedForInWhateverAnApplicationSays(String text) {
        String message = text.repeat(200_000);
        assertThat(RootCause.of("{\"WFLYCTL0080: Failed services\": {\"a\": \"java.lang.X: no\\n    Caused by: "
                        + message + "\"}}"))
                .hasSizeLessThanOrEqualTo(600);
    }

    @Test
    void isBounded() {
        assertThat(RootCause.of("why ".repeat(1_000))).hasSize(600).endsWith("…");
    }
}
