package dev.slipway.ledger.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.platform.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final Digest DIGEST = new Digest("sha256:" + HEX);

    @Test
    void isWrittenWithItsAlgorithmAndWithout() {
        assertThat(DIGEST).hasToString("sha256:" + HEX);
        assertThat(DIGEST.hex()).isEqualTo(HEX);
    }

    /** Clients see only text, and the keys of repeated requests are made of it. */
    @Test
    void isTextInJson() {
        assertThat(Json.text(DIGEST)).isEqualTo("\"sha256:" + HEX + "\"");
    }

    @Test
    void isMadeOfBytesDigitsOrText() {
        byte[] bytes = "abc".getBytes(StandardCharsets.UTF_8);
        assertThat(Digest.of(Sha256.of(bytes))).isEqualTo(Digest.ofHex(Sha256.hex(bytes)));
        assertThat(Digest.parse("sha256:" + HEX)).contains(DIGEST);
        assertThat(Digest.ofNullable("sha256:" + HEX)).contains(DIGEST);
        assertThat(Digest.ofNullable(null)).isEmpty();
    }

    /** As the hash by which WildFly knows the same archive. */
    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "sha256:abc", "2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "../../etc/passwd"})
    void isNothingElse(String text) {
        assertThat(Digest.parse(text)).isEmpty();
        assertThatThrownBy(() -> new Digest(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not a digest");
    }
}
