package dev.slipway.line.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @Test
    void leavesNothingBehind(@TempDir Path folder) throws IOException {
        Path elsewhere = folder.resolve("file.json");
        Path secret;
        Process process;
        try (Scratch scratch = new Scratch()) {
            secret = scratch.write("token", "abc");
            scratch.write("token", "def");
            scratch.writeElsewhere(elsewhere, new byte[] {1, 2});
            process = scratch.start(new ProcessBuilder("sleep", "60"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch.folder())))
                    .isEqualTo("rwx------");
            assertThat(scratch.read(secret)).isEqualTo("def");
            assertThat(elsewhere).hasBinaryContent(new byte[] {1, 2});
        }
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(secret.getParent()).doesNotExist();
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void beginsNothingOnceItIsOver() throws IOException {
        Scratch scratch = new Scratch();
        scratch.close();
        assertThatThrownBy(() -> scratch.write("token", "abc")).hasMessage("interrupted");
    }

    @Test
    void writesAPasswordAsItsFileWantsIt() {
        assertThat(Pgbench.escaped("a:b\\c")).isEqualTo("a\\:b\\\\c");
    }
}
