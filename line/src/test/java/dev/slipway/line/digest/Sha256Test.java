package dev.slipway.line.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of NIST for FIPS 180-4. */
class Sha256Test {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void digestsBytes() {
        assertThat(Sha256.hex(new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Sha256.of("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(HexFormat.of().parseHex(ABC));
    }

    @Test
    void digestsTextInUtf8() {
        assertThat(Sha256.hex("abc")).isEqualTo(ABC);
        assertThat(Sha256.hex("ü")).isEqualTo(Sha256.hex(new byte[] {(byte) 0xc3, (byte) 0xbc}));
    }

    @Test
    void readsADigestWithAndWithoutItsPrefix() {
        assertThat(Sha256.hexOf("sha256:" + ABC)).isEqualTo(ABC);
        assertThat(Sha256.hexOf(ABC)).isEqualTo(ABC);
    }

    @Test
    void showsTheBeginningOfADigest() {
        assertThat(Sha256.shown("sha256:" + ABC)).isEqualTo("sha256:ba7816bf8f01…");
    }

    @Test
    void digestsWhatComesInPieces() {
        MessageDigest digest = Sha256.start();
        digest.update((byte) 'a');
        assertThat(digest.digest(new byte[] {'b', 'c'}))
                .isEqualTo(HexFormat.of().parseHex(ABC));
    }

    @Test
    void digestsFiles(@TempDir Path folder) throws IOException {
        assertThat(Sha256.hex(Files.writeString(folder.resolve("file"), "abc"))).isEqualTo(ABC);
    }
}
