package dev.slipway.line.backup.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupContextTest {
    @TempDir
    Path folder;

    @Test
    void hasNoRepositoryInWhatIsBackedUp() throws IOException {
        Path state = Files.createDirectory(folder.resolve("line"));
        Files.createSymbolicLink(folder.resolve("link"), state);
        BackupContext line = line(state);
        for (String place : List.of("line", "line/backups", "link/not/there/yet", "other/../line/backup")) {
            for (String notation : List.of("", "local:")) {
                assertThatThrownBy(() -> line.requireElsewhere(notation + folder + "/" + place))
                        .hasMessageContaining("is in the line's own folder");
            }
        }
        for (String place : List.of(
                folder + "/lines",
                "local:" + folder + "/lines",
                folder + "/line/backup/before-upgrades",
                "s3:https://host/line",
                "sftp:nas:/line")) {
            assertThatCode(() -> line.requireElsewhere(place)).doesNotThrowAnyException();
        }
    }

    /** All that concerns folders, such as room on their disk, knows them by their absolute paths. */
    @Test
    void knowsAFolderInEachNotation() {
        String here = Path.of("").toAbsolutePath().toString();
        assertThat(BackupContext.absolute("local:/mnt/x")).isEqualTo("/mnt/x");
        assertThat(BackupContext.absolute("local:backups")).isEqualTo(here + "/backups");
        assertThat(BackupContext.absolute("backups")).isEqualTo(here + "/backups");
        assertThat(BackupContext.absolute("sftp:nas:/line")).isEqualTo("sftp:nas:/line");
    }

    @Test
    void readsTheVariablesOfARepository() throws IOException {
        Path file = folder.resolve("backup-environment");
        assertThat(BackupContext.variables(file)).isEmpty();
        Files.writeString(file, """
                # MinIO
                  # in the cellar

                AWS_ACCESS_KEY_ID=a b
                AWS_SECRET_ACCESS_KEY=x="y
                https_proxy=http://proxy:3128
                """);
        assertThat(BackupContext.variables(file))
                .containsOnly(
                        Map.entry("AWS_ACCESS_KEY_ID", "a b"),
                        Map.entry("AWS_SECRET_ACCESS_KEY", "x=\"y"),
                        Map.entry("https_proxy", "http://proxy:3128"));
    }

    /** restic would be called without it, and the store would refuse the credentials. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "export AWS_SECRET_ACCESS_KEY=s3cret",
                "AWS_SECRET_ACCESS_KEY=\"s3cret\"",
                "AWS_SECRET_ACCESS_KEY='s3cret'",
                "AWS_SECRET_ACCESS_KEY = s3cret",
                "s3cret"
            })
    void refusesWhatIsNoVariableWithoutShowingIt(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("backup-environment"), "# S3\nA=b\n" + line + "\n");
        assertThatThrownBy(() -> BackupContext.variables(file))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("Line 3 of " + file + " is not NAME=VALUE.")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void namesTheVersionOfTheCheckoutWithoutADatabase() throws IOException {
        BackupContext line = line(Files.createDirectory(folder.resolve("line")));
        assertThat(line.release()).isEmpty();
        Files.writeString(folder.resolve("pom.xml"), "<version>0.2.0</version>");
        assertThat(line.release()).startsWith("0.2.0");
    }

    private BackupContext line(Path state) throws IOException {
        return BackupContext.of(
                Settings.of(Map.of("SLIPWAY_STATE", state.toString(), "SLIPWAY_ROOT", folder.toString())),
                new Progress(new PrintWriter(Writer.nullWriter()), false));
    }
}
