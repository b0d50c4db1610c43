package dev.slipway.line.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a definition says already stays, as it is written. */
class DefinitionEditTest {
    private static final String BEGINNING = "service: shop\nenvironments:\n  production: {workers: 2}\n";

    private static NewDefinition desired(@Nullable String database, @Nullable String mail, List<String> queues) {
        return new NewDefinition(
                "shop", null, Map.of(), null, database, null, mail, false, queues, List.of(), null, null);
    }

    private static String onto(String yaml, Json there, NewDefinition desired) {
        return DefinitionEdit.to(yaml, there, desired).orElse("refused");
    }

    @Test
    void addsLines() {
        assertThat(onto(BEGINNING, Json.object(), desired("", null, List.of("orders"))))
                .isEqualTo(BEGINNING + "database: true\nmessaging: {queues: [orders]}\n");
    }

    @Test
    void addsToLines() {
        Json there = Json.object()
                .with("database", Map.of("jndi", List.of("java:/A")))
                .with("mail", Map.of("from", "a@example.org", "jndi", List.of()))
                .with("messaging", Map.of("queues", List.of("orders"), "topics", List.of("prices")));
        String yaml =
                BEGINNING + "database: {jndi: ['java:/A']}\nmail: {from: a@example.org}\nmessaging: {queues: [orders],"
                        + " topics: [prices]}\ncontextRoot: /\n";
        assertThat(onto(yaml, there, desired("java:/B", "java:/mail/B", List.of("orders", "returns"))))
                .isEqualTo(BEGINNING
                        + "database: {jndi: [\"java:/A\", \"java:/B\"]}\nmail: {from: \"a@example.org\", jndi:"
                        + " [\"java:/mail/B\"]}\nmessaging: {queues: [orders, returns], topics: [prices]}\n"
                        + "contextRoot: /\n");
        assertThat(onto(yaml, there, desired("", "b@example.org", List.of())))
                .contains("database: {jndi: [\"java:/A\"]}\n")
                .contains("mail: {from: \"b@example.org\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  # of old, and {this}", " # ours: [A] # and theirs"})
    void keepsTheCommentAfterAValue(String comment) {
        String end = comment + "\nprobe: / # fast\n";
        for (String value : List.of("{jndi: [java:/A]}", "true")) {
            String yaml = BEGINNING + "database: " + value + end;
            assertThat(onto(yaml, Json.object(), desired("java:/B", null, List.of())))
                    .isEqualTo(BEGINNING + "database: {jndi: [\"java:/B\"]}" + end);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "database:\n  jndi: [java:/A]\n",
                "database: # none\n",
                "database: {jndi:\n  [java:/A]}\n",
                "database: true\n  # the old one\n",
                "'database': true\n",
            })
    void leavesToPeopleWhatTheyHaveLaidOut(String line) {
        assertThat(onto(BEGINNING + line, Json.object(), desired("java:/B", null, List.of())))
                .isEqualTo("refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "environments: {production: {workers: 2}}\n",
                "environments:\n  \"staging\": {workers: 2}\n",
                "environments:\n  {production: {workers: 2}}\n",
                "environments:\n",
                "database: true\n",
            })
    void leavesEnvironmentsToPeople(String yaml) {
        assertThat(onto(yaml, Json.object(), of("staging"))).isEqualTo("refused");
    }

    @Test
    void addsEnvironmentsBelowTheOthers() {
        assertThat(onto(BEGINNING + "  # no more\nlogin: true\n", Json.object(), of("staging")))
                .isEqualTo(BEGINNING + "  staging: {workers: 1}\n  # no more\nlogin: true\n");
    }

    private static NewDefinition of(String environment) {
        return new NewDefinition(
                "shop", null, Map.of(environment, 1), null, null, null, null, false, List.of(), List.of(), null, null);
    }

    @Test
    void hasNothingToAdd() {
        assertThat(onto(BEGINNING, Json.object(), desired(null, null, List.of())))
                .isEqualTo("refused");
    }
}
