package dev.slipway.line.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void givesTheLastLineAsTheReason() {
        assertThat(outcome("out", "one\n two \n\n").reason()).isEqualTo("two");
        assertThat(outcome("ERROR (no such process)\n", " \n").reason()).isEqualTo("ERROR (no such process)");
        assertThat(outcome("", "").reason()).isEqualTo("it ended with 2");
        assertThat(outcome("", "a\nb\nc\nd").reason(3)).isEqualTo("b c d");
        assertThat(outcome("", "a").reason(3)).isEqualTo("a");
    }

    @Test
    void givesTheFirstErrorOfPostgresql() {
        assertThat(outcome("", """
                                pg_restore: connecting
                                pg_restore: error: could not execute query: ERROR:  no such role
                                pg_restore: error: gave up
                                """).error()).isEqualTo("could not execute query: ERROR:  no such role");
        assertThat(outcome("", "none\nof that kind").error()).isEqualTo("of that kind");
    }

    @Test
    void givesTheOutputOrFails() throws IOException {
        assertThat(new Outcome("git", 0, "out", "warning").orThrow(IOException::new))
                .isEqualTo("out");
        assertThatThrownBy(() -> outcome("out", "warning").orThrow(IOException::new))
                .isInstanceOf(IOException.class)
                .hasMessage("git push: warning");
    }

    private static Outcome outcome(String output, String errors) {
        return new Outcome("git push", 2, output, errors);
    }
}
