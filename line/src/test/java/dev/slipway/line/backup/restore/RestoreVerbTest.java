package dev.slipway.line.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RestoreVerbTest {
    @TempDir
    Path state;

    private final StringWriter errors = new StringWriter();

    @Test
    void takesTheKeyOfAnotherRepositoryForAService() throws IOException {
        Files.createDirectory(state.resolve("secrets"));
        assertThat(run("--key-file", state.resolve("none").toString())).isOne();
        assertThat(errors.toString()).startsWith("The file " + state.resolve("none") + " cannot be read.");
    }

    @Test
    void replacesAWholeLineOnly() {
        assertThat(run("--replace")).isEqualTo(2);
        assertThat(errors.toString()).contains("--replace is for a whole line");
    }

    private int run(String... more) {
        String[] words = new String[more.length + 5];
        System.arraycopy(
                new String[] {"/mnt/backup", "--service", "shop", "--environment", "production"}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return new CommandLine(
                        new RestoreVerb(Map.of("SLIPWAY_STATE", state.toString(), "SLIPWAY_ROOT", state.toString())))
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    command.getErr().print(thrown.getMessage());
                    return 1;
                })
                .setErr(new PrintWriter(errors, true))
                .execute(words);
    }
}
