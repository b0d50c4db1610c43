package dev.slipway.line.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHashTest {
    /** Of nothing. */
    private static final String HEX = "da39a3ee5e6b4b0d3255bfef95601890afd80709";

    @Test
    void isWrittenInBothWays() {
        ContentHash hash = ContentHash.ofHex(HEX);
        assertThat(hash).hasToString("2jmj7l5rSw0yVb/vlWAYkK/YBwk=");
        assertThat(hash.hex()).isEqualTo(HEX);
        assertThat(ContentHash.of(hash.bytes())).isEqualTo(hash);
        assertThat(hash.isNone()).isFalse();
    }

    @Test
    void isEmptyWhereThereIsNone() {
        assertThat(new ContentHash("")).isEqualTo(ContentHash.NONE);
        assertThat(ContentHash.NONE.isNone()).isTrue();
        assertThat(ContentHash.NONE.hex()).isEmpty();
    }

    /** As the digest by which the ledger knows the same archive. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "b2xk",
                "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709"
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> new ContentHash(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
