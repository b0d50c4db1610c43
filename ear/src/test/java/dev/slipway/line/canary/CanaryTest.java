package dev.slipway.line.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that finds nothing says something only if it would have found what was there. */
class CanaryTest {
    private static final int BLOCK = 1 << 20;

    private final Canary canary = new Canary();

    @Test
    void isFoundAsItIsAndEscaped() {
        String secret = canary.secret();
        assertThat(canary.isIn("API_KEY=" + secret)).isTrue();
        assertThat(canary.isIn(URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(canary.isIn(secret.replace("\\", "\\\\").replace("\"", "\\\"")))
                .isTrue();
        assertThat(canary.isIn(secret.replace("&", "&amp;").replace("<", "&lt;")))
                .isTrue();
        assertThat(canary.isIn(new Canary().secret())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd", "API_KEY="})
    void isFoundInBase64WhereverItBegins(String before) {
        byte[] bytes = (before + canary.secret() + "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(canary.isIn(Base64.getEncoder().encodeToString(bytes))).isTrue();
        assertThat(canary.isIn(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isTrue();
        assertThat(canary.isIn(Base64.getEncoder().encodeToString(before.getBytes(StandardCharsets.UTF_8))))
                .isFalse();
    }

    @Test
    void isFoundInHexAndInCodesOfCharacters() {
        byte[] bytes = canary.secret().getBytes(StandardCharsets.UTF_8);
        assertThat(canary.isIn("\\x" + HexFormat.of().formatHex(bytes))).isTrue();
        assertThat(canary.isIn(HexFormat.of().withUpperCase().formatHex(bytes))).isTrue();
        assertThat(canary.isIn(HexFormat.of().withPrefix("%").formatHex(bytes))).isTrue();
        StringBuilder escaped = new StringBuilder();
        canary.secret().chars().forEach(each -> escaped.append("\\u%04x".formatted(each)));
        assertThat(canary.isIn(escaped.toString())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void isFoundInBytesWhereverTheyAreCut(String charset) throws IOException {
        byte[] secret = canary.secret().getBytes(Charset.forName(charset));
        for (int before = BLOCK - secret.length; before <= BLOCK; before += 3) {
            byte[] bytes = new byte[2 * BLOCK];
            assertThat(canary.isIn(new ByteArrayInputStream(bytes))).isFalse();
            System.arraycopy(secret, 0, bytes, before, secret.length);
            assertThat(canary.isIn(new ByteArrayInputStream(bytes))).isTrue();
        }
    }

    @Test
    void isFoundInWhatIsPacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(canary.secret().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(canary.isIn(new ByteArrayInputStream(packed.toByteArray()))).isTrue();
    }
}
