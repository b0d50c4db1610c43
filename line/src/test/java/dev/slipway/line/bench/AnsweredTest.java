package dev.slipway.line.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnsweredTest {
    private static final String OUTPUT = """
            Running 3s test @ https://127.0.0.1:8443/api/v1/deployments
              2 threads and 16 connections
            row 1500 3000000 47250 117649 3
            """;

    @Test
    void readsWhatWrkCounted() {
        assertThat(Answered.of(OUTPUT))
                .contains(new Answered(
                        1500, Duration.ofSeconds(3), Duration.ofNanos(47_250_000), Duration.ofNanos(117_649_000), 3));
    }

    @Test
    void isNothingWhereNobodyAnswered() {
        assertThat(Answered.of("unable to connect to 127.0.0.1:8443 Connection refused"))
                .isEmpty();
        assertThat(Answered.of("row 0 3000000 0 0 16")).isEmpty();
    }

    @Test
    void sharesWhatWasSpentAmongTheRequests() {
        Answered answered = Answered.of(OUTPUT).orElseThrow();
        assertThat(answered.rate()).isEqualTo(500);
        assertThat(answered.perThousand(Duration.ofMillis(3_750))).isEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void standsInColumns() {
        Table table = new Table(List.of("httpd", "wildfly-1"));
        String line = table.line(
                "GET one",
                Answered.of(OUTPUT).orElseThrow(),
                new ProcessorTime(Map.of("wildfly-1", Duration.ofSeconds(60))),
                new ProcessorTime(Map.of("wildfly-1", Duration.ofMillis(63_750))));
        assertThat(table.head())
                .isEqualTo(
                        "                              req/s   p50 ms   p99 ms  failed       httpd   wildfly-1   CPU ms per 1,000");
        assertThat(line)
                .isEqualTo("GET one                         500     47.3    117.6       3           0        2500");
    }
}
