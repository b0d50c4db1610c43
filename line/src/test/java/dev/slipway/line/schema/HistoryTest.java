package dev.slipway.line.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final String COMMIT = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";

    @Test
    void namesAVersionWithItsCommit() {
        assertThat(History.name("0.2.0", null)).isEqualTo("0.2.0");
        assertThat(History.name("0.2.0", COMMIT)).isEqualTo("0.2.0+1a2b3c4d5");
        assertThat(History.name("0.2.0+1a2b3c4d5", COMMIT)).isEqualTo("0.2.0+1a2b3c4d5");
        assertThat(History.name("0.2.0+fffffffff", COMMIT))
                .as("of uncommitted changes")
                .isEqualTo("0.2.0+1a2b3c4d5");
        assertThat(History.name("57", "1a2b3c4")).isEqualTo("57+1a2b3c4");
    }
}
