package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.pace.SwiftPace;
import dev.slipway.line.stub.TestProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BackupVerbTest {
    /** Another backup, until it is ended. */
    static final class Other {
        public static void main(String[] words) throws IOException {
            try (FileChannel lock = new BackupPaths(Path.of(words[0])).lock()) {
                System.out.println("locked " + lock.isOpen());
                System.in.read();
            }
        }
    }

    @TempDir
    Path state;

    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(state.resolve("secrets"));
        Files.createDirectory(state.resolve("run"));
    }

    /** Before a line's first backup there is no password, and what only reads a repository makes none. */
    @ParameterizedTest
    @ValueSource(strings = {"list", "prove"})
    void makesNoPasswordToRead(String verb) {
        assertThat(run(
                        new SwiftPace(),
                        verb,
                        "--to",
                        state.resolveSibling("repository").toString()))
                .isEqualTo(1);
        assertThat(errors.toString()).startsWith("This line has no backups yet");
        assertThat(state.resolve("secrets")).isEmptyDirectory();
    }

    /** It may be killed meanwhile. There is no folder in which it could keep one. */
    @Test
    void keepsNoPasswordOfAnotherLinesBackupsWhileItListsThem() throws IOException {
        Path key = Files.writeString(state.resolve("key"), "of another line");
        Files.delete(state.resolve("secrets"));
        assertThat(run(
                        new SwiftPace(),
                        "list",
                        "--key-file",
                        key.toString(),
                        "--to",
                        state.resolveSibling("repository").toString()))
                .isEqualTo(1);
        assertThat(errors.toString()).isNotEmpty().doesNotContain("backup-password");
        assertThat(state.resolve("secrets")).doesNotExist();
    }

    @Test
    void isLockedOutByAnotherOne() throws Exception {
        Process other = other();
        try {
            SwiftPace pace = new SwiftPace();
            assertThat(run(pace)).isEqualTo(75);
            assertThat(errors.toString()).startsWith("Another backup, proof or restoration is under way");
            assertThat(pace.now()).isEqualTo(Instant.EPOCH);
            assertThat(run(pace, "--wait", "2")).isEqualTo(75);
            assertThat(pace.now()).isEqualTo(Instant.EPOCH.plusSeconds(120));
        } finally {
            end(other);
        }
    }

    @Test
    void waitsForTheEndOfAnotherOne() throws Exception {
        Process other = other();
        try {
            assertThat(run(new SwiftPace(Instant.EPOCH, () -> end(other)), "--wait", "2"))
                    .isEqualTo(1);
            assertThat(errors.toString()).startsWith("No repository for backups is configured.");
        } finally {
            end(other);
        }
    }

    private Process other() throws IOException {
        Process process = new ProcessBuilder(TestProgram.command(Other.class, state.toString()))
                .redirectErrorStream(true)
                .start();
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("locked true");
        return process;
    }

    private static void end(Process process) {
        process.destroyForcibly().onExit().join();
    }

    private int run(Pace pace, String... words) {
        Map<String, String> environment =
                Map.of("SLIPWAY_STATE", state.toString(), "SLIPWAY_ROOT", state.toString(), "SLIPWAY_BACKUP_TO", "");
        return new CommandLine(new BackupVerb(environment, pace))
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    command.getErr().print(thrown.getMessage());
                    return thrown instanceof Failure failure ? failure.code() : 1;
                })
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(errors))
                .execute(words);
    }
}
