package dev.slipway.line.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final Digest DIGEST = new Digest("sha256:" + HEX);

    @Test
    void isWrittenInSeveralWays() {
        assertThat(DIGEST).hasToString("sha256:" + HEX);
        assertThat(DIGEST.hex()).isEqualTo(HEX);
        assertThat(DIGEST.abbreviated(9)).isEqualTo("012345678");
        assertThat(DIGEST.fileName()).isEqualTo("sha256-" + HEX);
    }

    @Test
    void isMadeOfItsBytes() {
        assertThat(Digest.of(new byte[32])).isEqualTo(new Digest("sha256:" + "0".repeat(64)));
    }

    /** As the hash by which WildFly knows the same archive. */
    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "sha256:abc", "2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "../../etc/passwd"})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> new Digest(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not the digest of an archive");
    }
}
