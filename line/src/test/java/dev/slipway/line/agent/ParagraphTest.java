package dev.slipway.line.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphTest {
    @Test
    void keepTextAsTheLedgerTakesIt() {
        assertThat(Paragraph.of(" a\u0000b\u001b\n\tc\r\n ")).isEqualTo("ab\n\tc");
        assertThat(Paragraph.of("é".repeat(2_000))).hasSize(750);
        assertThat(Paragraph.of("x" + "😀".repeat(2_000))).hasSize(749).endsWith("😀");
    }
}
