package dev.slipway.ledger.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.auditlog.entry.AuditRecord;
import dev.slipway.ledger.auditlog.file.Checkpoint;
import dev.slipway.ledger.auditlog.file.LogBatch.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GapTrackerTest {
    private static final Instant T0 = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant NOW = at(100);
    private static final String DAMAGED = "A record could not be read: it is cut short or damaged.";

    private final GapTracker tracker = new GapTracker(position(at(0), at(1)), false, NOW);

    private static Instant at(int second) {
        return T0.plusSeconds(second);
    }

    private static LogPosition position(@Nullable Instant recordAt, Instant readAt) {
        LogPosition position = new LogPosition();
        position.moveTo(new Checkpoint(1, 0, 10, ""), recordAt);
        position.reachEnd(readAt);
        return position;
    }

    private static Entry entry(int second) {
        return new Entry(line(second), false);
    }

    private static String line(int second) {
        return at(second) + " - {\"user\":\"jane\",\"access\":\"NATIVE\",\"success\":true,\"ops\":[]}";
    }

    private static Entry truncated(int second) {
        return new Entry(at(second) + " - {\"user\":\"ja", false);
    }

    private static Entry loss(String text) {
        return new Entry(text, true);
    }

    @Test
    void findsNoGapWhereAllIsRead() {
        tracker.add(entry(10));
        tracker.add(entry(20));
        assertThat(tracker.gaps()).isEmpty();
        assertThat(tracker.records()).extracting(AuditRecord::at).containsExactly(at(10), at(20));
        assertThat(tracker.lastAt()).contains(at(20));
    }

    @Test
    void knowsTheLastRecordWhereThereIsNoOther() {
        assertThat(tracker.lastAt()).contains(at(0));
        assertThat(new GapTracker(position(null, at(1)), false, NOW).lastAt()).isEmpty();
    }

    @Test
    void putsAGapBetweenTheRecordsAroundALoss() {
        tracker.add(entry(10));
        tracker.add(truncated(15));
        tracker.add(entry(20));
        tracker.add(entry(30));
        tracker.add(loss("The audit log was truncated or overwritten."));
        tracker.add(entry(40));
        assertThat(tracker.gaps())
                .containsExactly(
                        new Gap(at(10), at(20), DAMAGED),
                        new Gap(at(30), at(40), "The audit log was truncated or overwritten."));
    }

    @Test
    void makesConsecutiveLossesOneGap() {
        tracker.add(entry(10));
        tracker.add(new Entry("nonsense", false));
        tracker.add(loss("The audit log is gone."));
        tracker.add(entry(20));
        assertThat(tracker.gaps())
                .containsExactly(new Gap(at(10), at(20), "A record could not be read: it does not begin with a time."));
    }

    @Test
    void letsALossWithoutALaterRecordLastUntilNow() {
        tracker.add(entry(10));
        tracker.add(loss("The audit log is gone."));
        assertThat(tracker.gaps()).containsExactly(new Gap(at(10), NOW, "The audit log is gone."));
        assertThat(tracker.gaps()).as("asked again").hasSize(1);
        assertThat(tracker.lastAt()).contains(at(10));
    }

    @Test
    void readsTheRecordBehindATruncatedOne() {
        tracker.add(entry(10));
        tracker.add(new Entry(truncated(15).text() + line(20), false));
        assertThat(tracker.records()).extracting(AuditRecord::at).containsExactly(at(10), at(20));
        assertThat(tracker.gaps()).containsExactly(new Gap(at(10), at(20), DAMAGED));
    }

    @Test
    void beginsAGapWhereTheLogWasLastReadToItsEnd() {
        assertThat(beginOfALossAt(position(at(0), at(1)))).isEqualTo(at(1));
        assertThat(beginOfALossAt(position(at(5), at(1))))
                .as("or its last record")
                .isEqualTo(at(5));
        assertThat(beginOfALossAt(position(null, at(1)))).isEqualTo(at(1));
    }

    @Test
    void doesNotKnowWhereAGapBeganInALogThatWasNeverRead() {
        LogPosition never = new LogPosition();
        never.reachEnd(Instant.EPOCH);
        assertThat(beginOfALossAt(never)).isNull();
    }

    /** The clock was set back. */
    @Test
    void doesNotKnowWhereAGapBeganThatEndedBefore() {
        tracker.add(entry(30));
        tracker.add(truncated(35));
        tracker.add(entry(20));
        assertThat(tracker.gaps()).containsExactly(new Gap(null, at(20), DAMAGED));
    }

    @Test
    void believesImplausibleRecordsOfTheLedgersOwnServerAlone() {
        GapTracker foreign = new GapTracker(position(at(0), at(1)), true, NOW);
        for (GapTracker each : new GapTracker[] {tracker, foreign}) {
            each.add(entry(10));
            each.add(entry(1_000));
            each.add(entry(20));
        }
        assertThat(tracker.records()).hasSize(3);
        assertThat(tracker.gaps()).isEmpty();
        assertThat(foreign.records()).extracting(AuditRecord::at).containsExactly(at(10), at(20));
        assertThat(foreign.gaps())
                .containsExactly(new Gap(at(10), at(20), "A record bears a time that is yet to come."));
    }

    @Test
    void recordsOneGapPerBatchOfAForeignLog() {
        GapTracker foreign = new GapTracker(position(at(0), at(1)), true, NOW);
        for (int second = 10; second < 20; second += 2) {
            foreign.add(truncated(second));
            foreign.add(entry(second + 1));
        }
        assertThat(foreign.gaps()).containsExactly(new Gap(at(1), at(11), DAMAGED));
        assertThat(foreign.records()).hasSize(5);
    }

    @Test
    void saysWhatElseLeavesAGap() {
        assertThat(Gap.ofRefusedRecord(null, NOW).detail()).isEqualTo("A record was refused by the database.");
        assertThat(Gap.ofUnreadableLog(T0, NOW).detail()).isEqualTo("The audit log cannot be read.");
        assertThat(Gap.ofFullDisk(T0, NOW))
                .isEqualTo(new Gap(T0, NOW, "The disk was full, and WildFly drops records that it cannot write."));
    }

    private static @Nullable Instant beginOfALossAt(LogPosition position) {
        GapTracker tracker = new GapTracker(position, false, NOW);
        tracker.add(loss("The audit log is gone."));
        return tracker.gaps().get(0).from();
    }
}
