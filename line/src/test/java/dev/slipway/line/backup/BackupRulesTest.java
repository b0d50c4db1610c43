package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.backup.repository.BackupContents;
import dev.slipway.line.backup.repository.ResticErrors;
import dev.slipway.line.backup.repository.Retention;
import dev.slipway.line.backup.repository.Snapshot;
import dev.slipway.line.backup.repository.UnreadableFiles;
import dev.slipway.line.backup.restore.StagedLine;
import dev.slipway.line.backup.restore.WorkerReset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
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
    void filesThatWereGoneMakeNoBackupIncomplete() {
        String gone = "error: lstat /srv/line/workers/worker-1/data/x: no such file or directory\n";
        assertThat(UnreadableFiles.isGone(gone + "Warning: at least one source file could not be read\n"))
                .isTrue();
        assertThat(UnreadableFiles.isGone(gone + "error: open /srv/line/secrets/x: permission denied\n"))
                .isFalse();
        assertThat(UnreadableFiles.isGone("")).isFalse();
    }

    @Test
    void rolesThatAreThereAreNotMadeAgain() {
        assertThat(StagedLine.withoutRoles(
                        "CREATE ROLE postgres;\nALTER ROLE postgres WITH SUPERUSER;\nCREATE ROLE \"it-1\";\nCREATE ROLE shop;",
                        Set.of("postgres", "\"it-1\"")))
                .isEqualTo("ALTER ROLE postgres WITH SUPERUSER;\nCREATE ROLE shop;\n");
    }

    @Test
    void workersOfARestoredLineAreLikeNoneThatAreWanted() throws IOException {
        assertThat(WorkerReset.unmade("""
                        {"ask":"a","workers":{"shop-production-1":{"configuration":"c","start":"s"}},"database":"shop"}""")).isEqualTo("""
                        {"ask":"a","workers":{"shop-production-1":{"configuration":"","start":""}},"database":"shop"}""");
    }

    @Test
    void whatWasMadeAfterTheDumpsIsMadeAgain() throws IOException {
        assertThat(WorkerReset.unmade("""
                        {"progress":"READY","workers":{},"database":"shop","management":"m"}""")).isEqualTo("""
                        {"progress":"MAKING","workers":{},"database":"shop","management":""}""");
        for (String other : List.of("""
                        {"progress":"REMOVED","workers":{},"management":"m"}""", """
                        {"progress":"DROPPED","workers":{},"management":null}""")) {
            assertThat(WorkerReset.unmade(other)).isEqualTo(other);
        }
        assertThat(WorkerReset.unmade("""
                        {"progress":"READY","workers":{},"management":null}""")).isEqualTo("""
                        {"progress":"MAKING","workers":{},"management":null}""");
    }

    @Test
    void whatResticRefusesIsSaidInWords() {
        assertThat(ResticErrors.of(
                        "/mnt/b", "Fatal: wrong password or no key found\n", "wrong password or no key found"))
                .hasMessage("The repository /mnt/b was made with another password.")
                .returns(false, BackupException::isFull);
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
