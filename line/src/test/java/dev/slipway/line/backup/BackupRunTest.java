package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.backup.line.BackupContext;
import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.backup.repository.Restic;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a program in the place of restic that knows whether there is a repository, and makes one. */
class BackupRunTest {
    private static final String RESTIC = """
            #!/bin/sh
            case $1 in
              init) mkdir -p "$RESTIC_REPOSITORY" && touch "$RESTIC_REPOSITORY/config" ;;
              cat)
                if [ ! -e "$RESTIC_REPOSITORY/config" ]; then
                  echo 'Fatal: unable to open config file: stat config: no such file or directory' >&2
                  echo 'Is there a repository at the following location?' >&2
                  exit 1
                fi
                ;;
            esac
            """;

    @TempDir
    Path folder;

    private Path state;
    private Path known;

    @BeforeEach
    void make() throws IOException {
        state = Files.createDirectory(folder.resolve("line"));
        BackupPaths places = new BackupPaths(state);
        places.make();
        known = places.known();
        Files.writeString(folder.resolve("restic"), RESTIC);
        Files.setPosixFilePermissions(folder.resolve("restic"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void makesNoRepositoryInThePlaceOfOneThatIsGone() throws IOException, SQLException {
        Path place = folder.resolve("repository");
        run(place).open();
        assertThat(known).hasContent(place.toString());
        Files.delete(place.resolve("config"));
        Files.delete(place);
        assertThatThrownBy(() -> run(place).open()).hasMessage("The repository " + place + " is gone.");
        assertThat(place).doesNotExist();
    }

    /** Also on a restored line, which from its first backup there on counts it among its own. */
    @Test
    void makesNoRepositoryInThePlaceOfTheOriginals() throws IOException, SQLException {
        Path place = folder.resolve("repository");
        Path before = new BackupPaths(state).knownBeforeRestore();
        Files.write(before, List.of(place.toString()));
        assertThatThrownBy(() -> run(place).open())
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.remedy()).contains(before.toString()))
                .hasMessage("The repository " + place + " is gone.");
        assertThat(known).doesNotExist();
        Files.createDirectory(place);
        Files.createFile(place.resolve("config"));
        run(place).open();
        run(place).open();
        assertThat(known).hasContent(place.toString());
        assertThat(before).hasContent(place.toString());
    }

    /** It is in no backup, unlike the list that may name it. */
    @Test
    void makesTheOneOfBackupsBeforeUpgradesAnew() throws IOException, SQLException {
        Path place = state.resolve(BackupPaths.BEFORE_UPGRADES);
        Files.write(known, List.of(place.toString()));
        run(place).open();
        assertThat(place.resolve("config")).exists();
    }

    @Test
    void notesNoneOfBackupsBeforeUpgrades() throws IOException, SQLException {
        run(state.resolve(BackupPaths.BEFORE_UPGRADES)).open();
        assertThat(known).doesNotExist();
    }

    private BackupRun run(Path place) throws IOException {
        Restic repository = new Restic(
                place.toString(),
                state,
                Map.of(),
                folder.resolve("cache"),
                Map.of("PATH", folder + ":" + System.getenv("PATH")));
        Settings settings = Settings.of(Map.of("SLIPWAY_STATE", state.toString(), "SLIPWAY_ROOT", folder.toString()));
        return new BackupRun(
                BackupContext.of(settings, new Progress(new PrintWriter(Writer.nullWriter()), false)), repository);
    }
}
