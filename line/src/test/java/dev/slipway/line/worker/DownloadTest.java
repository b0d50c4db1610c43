package dev.slipway.line.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    @TempDir
    Path folder;

    @Test
    void isANewFile() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.war"), "what was left of the last one");
        new Download(Duration.ofMinutes(1)).copy(new ByteArrayInputStream(new byte[] {1, 2}), file);
        assertThat(file).hasBinaryContent(new byte[] {1, 2});
    }

    @Test
    void isNotWaitedForWithoutEnd() throws IOException {
        try (PipedOutputStream silent = new PipedOutputStream();
                InputStream bytes = new PipedInputStream(silent)) {
            assertThatThrownBy(() -> new Download(Duration.ofMillis(10)).copy(bytes, folder.resolve("shop.war")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("it is not there after");
        }
    }

    /** What came before is no archive. */
    @Test
    void saysWhatBrokeItOffInItsMidst() {
        InputStream broken =
                new SequenceInputStream(new ByteArrayInputStream(new byte[] {'P', 'K'}), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("Connection reset");
                    }
                });
        assertThatThrownBy(() -> new Download(Duration.ofMinutes(1)).copy(broken, folder.resolve("shop.war")))
                .isInstanceOf(IOException.class)
                .hasMessage("Connection reset");
    }

    @Test
    void saysWhatBrokeItOff() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection reset");
            }
        };
        assertThatThrownBy(() -> new Download(Duration.ofMinutes(1)).copy(broken, folder.resolve("shop.war")))
                .isInstanceOf(IOException.class)
                .hasMessage("Connection reset");
    }
}
