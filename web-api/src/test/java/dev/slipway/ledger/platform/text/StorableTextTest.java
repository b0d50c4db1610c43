package dev.slipway.ledger.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorableTextTest {
    private static final String SHIP = "\uD83D\uDEA2";

    @Test
    void replacesWhatCannotBeStored() {
        assertThat(StorableText.line("a\0b\uD83Dc\n")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
        assertThat(StorableText.text("a\0b\n" + SHIP)).isEqualTo("a\uFFFDb\n" + SHIP);
        assertThat(StorableText.atMost(9, "a\0b\uD83Dc\n")).isEqualTo("a\uFFFDb\uFFFDc\n");
    }

    @Test
    void cutsNoCharacterInHalf() {
        assertThat(StorableText.line("x".repeat(499) + SHIP)).isEqualTo("x".repeat(499));
        assertThat(StorableText.atMost(2, "x" + SHIP)).isEqualTo("x");
        assertThat(StorableText.atMost(3, "x" + SHIP + "y")).isEqualTo("x" + SHIP);
    }

    @Test
    void leavesNoLineEmpty() {
        assertThat(StorableText.line(" ")).isEqualTo("\uFFFD");
    }
}
