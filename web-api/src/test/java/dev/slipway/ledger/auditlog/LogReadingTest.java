package dev.slipway.ledger.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.auditlog.entry.AuditRecord;
import dev.slipway.ledger.auditlog.entry.LaterRecords;
import dev.slipway.ledger.auditlog.file.LogFollower;
import dev.slipway.ledger.deployment.Group;
import dev.slipway.ledger.worker.disk.ServerFolder;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service's user may write any record into its workers' logs. */
class LogReadingTest {
    private static final Instant T0 = Instant.parse("2026-11-28T10:00:00Z");

    @TempDir
    Path folder;

    private final LogPosition position = new LogPosition();

    @BeforeEach
    void write() throws IOException {
        position.reachEnd(Instant.EPOCH);
        Files.write(folder.resolve("audit-log.log"), List.of(line(0, 100), line(1, 100), line(2, 0), line(3, 1)));
    }

    @Test
    void readsFewLinesAtATimeThatChangeManyArchives() {
        WorkerFiles foreign = worker(Group.of("shop", "production"));
        assertThat(read(foreign, 200, 100)).containsExactly(T0);
        assertThat(read(foreign, 200, 101)).containsExactly(T0.plusSeconds(1), T0.plusSeconds(2));
        assertThat(read(foreign, 200, 1)).containsExactly(T0.plusSeconds(3));
        assertThat(read(foreign, 200, 0)).isEmpty();
    }

    /** An entry of each, but none of the lines that are asked for. */
    @Test
    void readsNoMoreLinesForTheRestsOfRotatedFiles() throws IOException {
        Files.writeString(folder.resolve("audit-log.log.2"), line(0, 50));
        Files.writeString(folder.resolve("audit-log.log.1"), line(1, 50));
        Files.write(folder.resolve("audit-log.log"), List.of(line(2, 100), line(3, 1)));
        assertThat(read(worker(Group.of("shop", "production")), 1, 200))
                .containsExactly(T0, T0.plusSeconds(1), T0.plusSeconds(2));
    }

    @Test
    void readsAsMuchOfTheLedgersOwnAsIsAskedFor() {
        WorkerFiles own = worker(Group.ofLedger("production"));
        assertThat(read(own, 3, 201)).hasSize(3);
        assertThat(read(own, 3, 1)).containsExactly(T0.plusSeconds(3));
    }

    @Test
    void looksAhead() throws IOException {
        WorkerFiles own = worker(Group.ofLedger("production"));
        assertThat(later(own, 1).records())
                .extracting(AuditRecord::at)
                .containsExactly(T0.plusSeconds(1), T0.plusSeconds(2), T0.plusSeconds(3));
        assertThat(later(own, 1).isComplete()).isTrue();
        assertThat(later(own, 4)).as("as many lines as were asked for").isEqualTo(LaterRecords.NONE);
        assertThat(later(own, 5)).isEqualTo(LaterRecords.NONE);
    }

    /** What is not read to its end does not show what the configuration has of an archive that only an earlier line changes. */
    @Test
    void looksFartherAheadInTheLedgersOwn() throws IOException {
        WorkerFiles own = worker(Group.ofLedger("production"));
        append(450);
        assertThat(later(worker(Group.of("shop", "production")), 1).isComplete())
                .isFalse();
        assertThat(later(own, 1).isComplete()).isTrue();
        append(1_550);
        assertThat(later(own, 1).isComplete()).isFalse();
    }

    private void append(int lines) throws IOException {
        Files.write(folder.resolve("audit-log.log"), Collections.nCopies(lines, line(4, 1)), StandardOpenOption.APPEND);
    }

    private LaterRecords later(WorkerFiles worker, int lines) {
        LogFollower follower = new LogFollower(worker.data(), "audit-log.log");
        return LogReading.of(worker, follower, position, lines, T0.plusSeconds(10))
                .later(worker, follower, position, T0.plusSeconds(10));
    }

    private List<Instant> read(WorkerFiles worker, int lines, int cost) {
        LogFollower follower = new LogFollower(worker.data(), "audit-log.log");
        LogReading reading = LogReading.of(worker, follower, position, lines, T0.plusSeconds(10));
        position.moveTo(reading.batch().checkpoint(), reading.tracker().lastAt().orElse(null));
        assertThat(reading.cost()).isEqualTo(cost);
        return reading.tracker().records().stream().map(AuditRecord::at).toList();
    }

    private WorkerFiles worker(Group group) {
        ServerFolder files = ServerFolder.own(folder);
        return new WorkerFiles("shop-production-1", group, files, files, files);
    }

    private static String line(int second, int archives) {
        return T0.plusSeconds(second) + " - {\"user\":\"jane\",\"access\":\"NATIVE\",\"success\":true,\"ops\":["
                + IntStream.range(0, archives)
                        .mapToObj(
                                one -> "{\"operation\":\"deploy\",\"address\":[{\"deployment\":\"" + one + ".war\"}]}")
                        .collect(Collectors.joining(","))
                + "]}";
    }
}
