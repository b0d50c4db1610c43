package dev.slipway.line.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTest {
    @Test
    void keepsWhatPeopleWrite() {
        String text = "Größe → \t5 ✓\r\n\uD83D\uDC69\u200D\uD83D\uDE80";
        assertThat(TerminalText.of(text)).isEqualTo(text);
    }

    @Test
    void replacesWhatATerminalActsOn() {
        assertThat(TerminalText.of("a\u001b]52;c;eA==\u0007b\rc\u009bd\u202ee\u2028f"))
                .isEqualTo("a\uFFFD]52;c;eA==\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf");
    }
}
