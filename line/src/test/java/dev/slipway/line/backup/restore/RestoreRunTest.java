package dev.slipway.line.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.backup.repository.Restic;
import dev.slipway.line.cli.command.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreRunTest {
    @TempDir
    Path folder;

    /** The original may still run: who rotates the password of the restored line must not lock it out. */
    @Test
    void leavesTheRepositoriesOfTheOriginalToIt() throws IOException {
        Path staged = folder.resolve("line.restoring");
        Path backup = Files.createDirectories(staged.resolve("backup"));
        Files.createDirectories(staged.resolve("secrets"));
        Path known = Files.writeString(backup.resolve("known"), "/mnt/backup\n/mnt/other\n");
        finish(staged);
        Path before = backup.resolve("known-before-restore");
        assertThat(known).doesNotExist();
        assertThat(before).hasContent("/mnt/backup\n/mnt/other");
        assertThat(staged.resolve("secrets/backup-password")).hasContent("sesame");
        // That line is backed up in turn, and restored.
        Files.writeString(known, "/mnt/backup\n/mnt/third\n");
        finish(staged);
        assertThat(known).doesNotExist();
        assertThat(before).hasContent("/mnt/backup\n/mnt/other\n/mnt/third");
    }

    private void finish(Path staged) throws IOException {
        Path state = folder.resolve("line");
        Restic repository = new Restic("/mnt/backup", state, Map.of(), folder.resolve("cache"), Map.of());
        Progress progress = new Progress(new PrintWriter(Writer.nullWriter()), false);
        new RestoreRun(folder, state, repository, "sesame", "", progress).finish(staged);
    }

    @Test
    void namesTheServicesDatabasesThatItLacks() {
        RestoreRun.requireAll(List.of());
        List<LostDatabase> lost = List.of(
                LostDatabase.refused("billing_staging", new SQLException("sesame")),
                LostDatabase.refused("shop_production", new SQLException("sesame")));
        assertThatThrownBy(() -> RestoreRun.requireAll(lost))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(3))
                .hasMessageContaining("without databases of services: billing_staging, shop_production.");
    }

    /** Nothing else shows that somebody who was locked out is let in again. */
    @Test
    void saysHowOldAccountsAndSecretsAre() {
        assertThat(RestoreRun.outdated("2026-11-27T02:30:00Z"))
                .isEqualTo(
                        "  ! Accounts, roles and secrets are those of 2026-11-27T02:30:00Z: disable who has left since,"
                                + " rotate what was rotated since.");
    }

    @Test
    void saysWhereTheLineBacksUpToIfTheOriginalDoesSoToo() {
        for (String told : new String[] {"", "/mnt/backup"}) {
            assertThat(RestoreRun.shared(told, "/mnt/backup"))
                    .first()
                    .asString()
                    .contains("this line backs up to /mnt/backup, as the one that it was restored from does");
        }
        assertThat(RestoreRun.shared("/mnt/trial", "/mnt/backup")).isEmpty();
        assertThat(RestoreRun.shared("", "")).isEmpty();
    }
}
