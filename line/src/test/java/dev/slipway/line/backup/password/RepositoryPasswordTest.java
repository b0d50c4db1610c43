package dev.slipway.line.backup.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.setting.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryPasswordTest {
    @TempDir
    Path folder;

    @Test
    void isNotKeptWhereItDoesNotOpenTheRepository() {
        for (String given : new String[] {"", "wrong"}) {
            assertThatThrownBy(() -> password().keep(given, tried -> {
                        throw new BackupException("The repository was made with another password.", "");
                    }))
                    .hasMessageContaining("another password");
            assertThat(folder).isEmptyDirectory();
        }
    }

    /** Who is killed while the repository is asked leaves nothing that counts. */
    @Test
    void isNotKeptBeforeItHasOpenedTheRepository() throws IOException {
        Files.writeString(folder.resolve("backup-password.new"), "of one that was killed");
        password().keep("given", tried -> {
            assertThat(password().isThere()).isFalse();
            assertThat(tried).hasContent("given").isEqualTo(folder.resolve("backup-password.new"));
            assertThat(Files.getPosixFilePermissions(tried)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        });
        assertThat(file()).hasContent("given");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void isMadeAnewWhereAnEarlierOneWasNotKept() throws IOException {
        Files.writeString(folder.resolve("backup-password.new"), "of one that was killed");
        password().keep("", tried -> assertThat(password().isThere()).isFalse());
        assertThat(Files.readString(file())).hasSize(27);
    }

    @Test
    void isKeptWhereItDoes() throws IOException {
        password().keep("given", tried -> {});
        password().keep("", tried -> {});
        password().keep("given", tried -> {});
        assertThat(file()).hasContent("given");
    }

    @Test
    void isMadeWhereNobodyGivesOne() throws IOException {
        password().keep("", tried -> {});
        assertThat(Files.readString(file())).hasSize(27);
    }

    @Test
    void staysWhatItIs() throws IOException {
        Files.writeString(file(), "kept\n");
        assertThatThrownBy(() -> password().keep("other", tried -> {}))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.remedy()).contains("elsewhere first, and keep it"))
                .hasMessageContaining("another password");
        assertThat(file()).hasContent("kept");
    }

    /** Backups by the stored one would fail without it. */
    @Test
    void isNotToBeMovedWhereItOpensBackups() throws IOException {
        Files.writeString(file(), "kept\n");
        assertThatThrownBy(() -> new RepositoryPassword(new SecretFile(file()), true).keep("other", tried -> {}))
                .isInstanceOfSatisfying(
                        BackupException.class,
                        e -> assertThat(e.remedy())
                                .contains(
                                        "./slipway rotate backup-password",
                                        "restic key passwd",
                                        "restic key add if another line backs up there")
                                .doesNotContain("elsewhere"));
        assertThat(file()).hasContent("kept");
    }

    @Test
    void opensBackupsOnceThereIsARepository() throws IOException {
        BackupPaths places = new BackupPaths(folder);
        KnownRepositories known = new KnownRepositories(places);
        places.make();
        assertThat(known.hasBackups()).isFalse();
        known.add("/mnt/backup");
        assertThat(known.hasBackups()).isTrue();
        known.markRestored();
        assertThat(known.hasBackups()).isTrue();
        Files.delete(places.knownBeforeRestore());
        Files.createDirectory(folder.resolve(BackupPaths.BEFORE_UPGRADES));
        assertThat(known.hasBackups()).isTrue();
    }

    @Test
    void isGivenInAFileThatCanBeRead() throws IOException {
        assertThatThrownBy(() -> KeyFile.read(folder.resolve("none").toString()))
                .hasMessage("The file " + folder.resolve("none") + " cannot be read.");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        assertThatThrownBy(() -> KeyFile.read(empty.toString())).hasMessage("The file " + empty + " is empty.");
    }

    private RepositoryPassword password() {
        return new RepositoryPassword(new SecretFile(file()), false);
    }

    private Path file() {
        return folder.resolve("backup-password");
    }
}
