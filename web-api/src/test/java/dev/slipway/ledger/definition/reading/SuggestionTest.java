package dev.slipway.ledger.definition.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    @ParameterizedTest
    @CsvSource({
        "environment, environments",
        "Enviroments, environments",
        "databse, database",
        "context-root, contextRoot",
        "mial, mail",
        "x, ",
        "replicas, ",
        "ports, "
    })
    void isWhatWasMeant(String written, String meant) {
        assertThat(Suggestion.to(written, List.of("environments", "database", "contextRoot", "mail"))
                        .orElse(null))
                .isEqualTo(meant);
    }
}
