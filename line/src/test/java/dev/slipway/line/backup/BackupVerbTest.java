package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Before a line's first backup there is no password, and what only reads a repository makes none. */
class BackupVerbTest {
    @TempDir
    Path state;

    @ParameterizedTest
    @ValueSource(strings = {"list", "prove"})
    void makesNoPasswordToRead(String verb) throws Exception {
        Files.createDirectory(state.resolve("secrets"));
        Files.createDirectory(state.resolve("run"));
        StringWriter errors = new StringWriter();
        int code = new CommandLine(new BackupVerb(Map.of(
                        "SLIPWAY_STATE", state.toString(),
                        "SLIPWAY_ROOT", state.toString(),
                        "SLIPWAY_BACKUP_TO", state.resolve("repository").toString())))
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    command.getErr().print(thrown.getMessage());
                    return 1;
                })
                .setErr(new PrintWriter(errors))
                .execute(verb);
        assertThat(code).isEqualTo(1);
        assertThat(errors.toString()).startsWith("This line has no backups yet");
        assertThat(state.resolve("secrets")).isEmptyDirectory();
    }
}
