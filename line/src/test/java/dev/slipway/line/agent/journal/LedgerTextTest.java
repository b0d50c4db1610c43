package dev.slipway.line.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTextTest {
    @Test
    void keepTextAsTheLedgerTakesIt() {
        assertThat(LedgerText.of("Gr\u00c3\u00b6\u00c3\u009fe \ud800!")).isEqualTo("Gr\u00c3\u00b6\u00c3e !");
        assertThat(LedgerText.of(" a\u0000b\u001b\n\tc\r\n ")).isEqualTo("ab\n\tc");
        assertThat(LedgerText.of("é".repeat(2_000))).hasSize(750);
        assertThat(LedgerText.of("x" + "😀".repeat(2_000))).hasSize(749).endsWith("😀");
    }

    /** Such as what an application says as it fails. The ledger takes no empty text. */
    @Test
    void replacesUnprintableTextByAnEllipsis() {
        assertThat(LedgerText.of("\u0000\u001b\ud800")).isEqualTo("…");
        assertThat(LedgerText.of(" \n ")).isEqualTo("…");
        assertThat(LedgerText.of("")).isEqualTo("…");
    }
}
