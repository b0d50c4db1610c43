package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.repository.BackupContents;
import dev.slipway.line.backup.repository.ResticErrors;
import dev.slipway.line.backup.repository.Retention;
import dev.slipway.line.backup.repository.Snapshot;
import dev.slipway.line.backup.repository.UnreadableFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

class BackupRulesTest {
    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

    @Test
    void theNextOneIsTodayOrTomorrow() {
        LocalTime at = LocalTime.of(2, 30);
        assertThat(Schedule.next(time("2026-11-27T01:00"), at)).isEqualTo(time("2026-11-27T02:30"));
        assertThat(Schedule.next(time("2026-11-27T02:30"), at)).isEqualTo(time("2026-11-28T02:30"));
    }

    @Test
    void anHourThatTheClockLeavesOutIsMadeUpFor() {
        assertThat(Schedule.next(time("2027-03-28T01:00"), LocalTime.of(2, 30))).isEqualTo(time("2027-03-28T03:30"));
    }

    @Test
    void whatIsKeptIsSaidAsResticHasIt() {
        assertThat(new Retention("daily=7 weekly=5 monthly=12").options())
                .containsExactly(
                        "--keep-daily", "7", "--keep-weekly", "5", "--keep-monthly", "12", "--keep-within", "2d");
    }

    @Test
    void whatIsLeftOutIsOfTheLinesOwnFolder() {
        assertThat(BackupContents.options(Path.of("/srv/line")))
                .contains(
                        "--exclude=/srv/line/postgresql",
                        "--exclude=*.new",
                        "--exclude=!/srv/line/workers/*/log/deployments.log*")
                .noneMatch(option ->
                        option.contains("secrets") || option.contains("archives") || option.endsWith("/backup"));
    }

    @Test
    void aServicesOwnFilesHaveAnyName() {
        assertThat(BackupContents.options(Path.of("/srv/line")))
                .as("the last one that matches counts")
                .containsSubsequence(
                        "--exclude=*.new",
                        "--exclude=*.new.[0-9]*",
                        "--exclude=*.old",
                        "--exclude=!/srv/line/workers/*/*",
                        "--exclude=/srv/line/workers/*/tmp",
                        "--exclude=!/srv/line/workers/*/log/deployments.log*");
    }

    @Test
    void foldersAreLeftOutByPatternsToo() {
        assertThat(List.of("logs", "workers/shop-1/tmp", "workers/shop-1/data/activemq"))
                .allMatch(folder -> BackupContents.isLeftOut(Path.of(folder)));
        assertThat(List.of("", "workers", "workers/shop-1", "workers/shop-1/data/tmp", "workers/shop-1/log"))
                .noneMatch(folder -> BackupContents.isLeftOut(Path.of(folder)));
    }

    /** They have the secrets that were in memory, and are as large as that. */
    @Test
    void heapDumpsAreLeftOutWhereAJvmWritesThem() {
        assertThat(List.of("workers/shop-1/java_pid7.hprof", "run/java_pid7.hprof"))
                .allMatch(file -> BackupContents.isLeftOut(Path.of(file)));
        assertThat(List.of("workers/shop-1/data/a.hprof", "workers/shop-1/reports/a.hprof"))
                .as("a service's own")
                .noneMatch(file -> BackupContents.isLeftOut(Path.of(file)));
        assertThat(BackupContents.options(Path.of("/srv/line")))
                .containsSubsequence(
                        "--exclude=!/srv/line/workers/*/*",
                        "--exclude=/srv/line/run/*.hprof",
                        "--exclude=/srv/line/workers/*/*.hprof");
    }

    @Test
    void filesThatWereGoneMakeNoBackupIncomplete() {
        for (String gone : List.of(
                "error: lstat /srv/line/run/x: no such file or directory",
                "{\"message_type\":\"error\",\"error\":{\"Op\":\"lstat\",\"Path\":\"run/x\",\"Err\":2},\"during\":\"archival\",\"item\":\"/srv/line/run/x\"}",
                "{\"message_type\":\"error\",\"error\":{\"message\":\"lstat run/x: no such file or directory\"},\"item\":\"/srv/line/run/x\"}")) {
            assertThat(unreadable(gone + "\nWarning: at least one source file could not be read\n"))
                    .as(gone)
                    .hasValueSatisfying(files -> assertThat(files).isEmpty());
            assertThat(unreadable(gone + "\nerror: open /srv/line/secrets/x: permission denied\n"))
                    .isEmpty();
            assertThat(unreadable(gone + "\n" + denied("/srv/line/secrets/x"))).isEmpty();
        }
        assertThat(unreadable("")).isEmpty();
    }

    @Test
    void aServiceKeepsNoLineFromBeingBackedUp() {
        assertThat(unreadable(denied("/srv/line/workers/shop-1/data/x")))
                .hasValueSatisfying(files -> assertThat(files).containsExactly("workers/shop-1/data/x"));
        for (String other : List.of("/srv/line/workers/shop-1", "/srv/other/workers/shop-1/data/x", "workers/a/b")) {
            assertThat(unreadable(denied(other))).as(other).isEmpty();
        }
        String many = denied("/srv/line/workers/shop-1/data/x");
        String cut = many + many.substring(0, 50) + "\nerror: 5000 bytes of errors are left out here\n"
                + many.substring(50) + many;
        assertThat(unreadable(cut))
                .hasValueSatisfying(files -> assertThat(files).containsExactly("workers/shop-1/data/x"));
        assertThat(UnreadableFiles.areCut(cut)).isTrue();
        assertThat(UnreadableFiles.areCut(many + many)).isFalse();
    }

    private static String denied(String file) {
        return "{\"message_type\":\"error\",\"error\":{\"Op\":\"open\",\"Path\":\"x: no such file or directory\",\"Err\":36},\"during\":\"archival\",\"item\":\""
                + file + "\"}\n";
    }

    private static Optional<SortedSet<String>> unreadable(String errors) {
        return UnreadableFiles.ofWorkers(errors, Path.of("/srv/line"));
    }

    @Test
    void whatResticRefusesIsSaidInWords() {
        assertThat(ResticErrors.of(
                        "/mnt/b", "Fatal: wrong password or no key found\n", "wrong password or no key found"))
                .hasMessage("The repository /mnt/b was made with another password.")
                .returns(false, BackupException::isFull)
                .returns(true, BackupException::isPasswordWrong)
                .satisfies(e -> assertThat(e.remedy())
                        .contains("restic key passwd", "restic key add if another line backs up there")
                        .doesNotContain("elsewhere"));
        assertThat(ResticErrors.of(
                        "s3:https://h/b", "Fatal: unable to save snapshot: write x: no space left on device", "…"))
                .hasMessage("The repository s3:https://h/b is full.")
                .returns(true, BackupException::isFull);
        for (String damage : List.of(
                "ignoring error for /a: ciphertext verification failed\nFatal: There were 1 errors",
                "pack 1b8e: does not exist\nFatal: repository contains errors")) {
            assertThat(ResticErrors.of("/mnt/b", damage, "why")).hasMessage("The repository /mnt/b is damaged: why.");
        }
    }

    @Test
    void aReportIsOfOneBackup() {
        Snapshot newest = new Snapshot("43b55275".repeat(8), Instant.EPOCH, "example.org", "");
        for (String id : List.of("43b55275", "43b55275".repeat(8))) {
            assertThat(Report.taken("2026-11-27T02:30:00Z", id, 1000, 3).isOf(newest))
                    .isTrue();
        }
        assertThat(Report.taken("2026-11-27T02:30:00Z", "55275000", 1000, 3).isOf(newest))
                .isFalse();
    }

    @Test
    void anErrorIsNoLongerThanTheLedgerTakes() {
        assertThat(Report.failed("2026-11-27T02:30:00Z", "x".repeat(3000)).error())
                .hasSize(1000);
    }

    private static ZonedDateTime time(String local) {
        return java.time.LocalDateTime.parse(local).atZone(ZURICH);
    }
}
