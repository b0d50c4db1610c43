package dev.slipway.line.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardOutputTest {
    @TempDir
    Path folder;

    @Test
    void remembersWhyItCouldNotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        StandardOutput output = new StandardOutput(new Failing("No space left on device"), file);
        new PrintStream(output, true, StandardCharsets.UTF_8).println("a key");
        assertThat(output.failure()).contains("No space left on device");
        StandardOutput other = new StandardOutput(new Failing("No space left on device"), folder.resolve("absent"));
        new PrintWriter(other, true, StandardCharsets.UTF_8).println("a key");
        assertThat(other.failure()).contains("No space left on device");
    }

    @Test
    void thinksNothingOfAReaderThatHasEnough() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        StandardOutput output = new StandardOutput(new Failing("Datenübergabe unterbrochen"), pipe);
        new PrintStream(output, true, StandardCharsets.UTF_8).println("the first line");
        assertThat(output.failure()).isEmpty();
    }

    @Test
    void writesWhatItIsGiven() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        StandardOutput output = new StandardOutput(written, folder);
        PrintStream lines = new PrintStream(output, true, StandardCharsets.UTF_8);
        lines.print("Grüße");
        lines.write('.');
        lines.flush();
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("Grüße.");
        assertThat(output.failure()).isEmpty();
    }

    private static final class Failing extends OutputStream {
        private final String message;

        Failing(String message) {
            this.message = message;
        }

        @Override
        public void write(int one) throws IOException {
            throw new IOException(message);
        }
    }
}
