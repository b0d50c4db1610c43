package dev.slipway.ledger.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScanScheduleTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final ScanSchedule scans = new ScanSchedule();

    @Test
    void looksAtEverythingFirstAndDaily() {
        assertThat(scans.isFullScanDue(NOON)).isTrue();
        scans.recordFullScan(NOON);
        assertThat(scans.isFullScanDue(NOON.plusSeconds(86_399))).isFalse();
        assertThat(scans.isFullScanDue(NOON.plusSeconds(86_400))).isTrue();
    }

    /** What is older, the scan of everything reads, which begins no earlier. */
    @Test
    void beginsWithWhatMayStillBeUncommitted() {
        assertThat(scans.since(NOON)).isEqualTo(NOON.minusSeconds(600));
    }

    @Test
    void beginsALittleBeforeTheLastLook() {
        first();
        assertThat(scans.since(NOON.plusSeconds(5))).isEqualTo(NOON.minusSeconds(30));
        scans.recordScan(NOON.minusSeconds(30), NOON.plusSeconds(5));
        assertThat(scans.since(NOON.plusSeconds(10))).isEqualTo(NOON.minusSeconds(25));
    }

    /** It may take hours to read everything: rows of meanwhile do not wait for it. */
    @Test
    void readsRecentRowsWhileItLooksAtEverything() {
        first();
        everyFewSecondsForAnHour();
        assertThat(scans.isFullScanDue(NOON.plusSeconds(3_600))).isTrue();
        assertThat(scans.unread(NOON.plusSeconds(3_600))).isEqualTo(NOON.minusSeconds(600));
    }

    /** What was committed long after its identity was made. */
    @Test
    void goesBackFurtherEachHour() {
        first();
        everyFewSecondsForAnHour();
        Instant hour = NOON.plusSeconds(3_600);
        assertThat(scans.since(hour)).isEqualTo(NOON.minusSeconds(600));
        scans.recordScan(NOON.minusSeconds(600), hour);
        assertThat(scans.unread(hour)).isEqualTo(hour.minusSeconds(600));
        assertThat(scans.since(hour.plusSeconds(5))).isEqualTo(hour.minusSeconds(30));
        assertThat(scans.since(hour.plusSeconds(3_600))).isEqualTo(hour.minusSeconds(600));
    }

    /** As where other workers had the chain for all that time. */
    @Test
    void hasReadNothingSinceItsLastTurn() {
        first();
        assertThat(scans.unread(NOON.plusSeconds(7_200))).isEqualTo(NOON.minusSeconds(600));
    }

    /** Identities that no time is in sort behind all others, for the most part. */
    @Test
    void readsRowsOfTheFutureOnlyWhenItLooksAtEverything() {
        assertThat(ScanSchedule.until(NOON)).isEqualTo(NOON.plusSeconds(600));
        assertThat(ChainPosition.at(Instant.MAX).id()).isEqualTo(new UUID(-1, -1));
    }

    /** The last steps of a deployment come as it ends, which may be hours after it was claimed. */
    @Test
    void looksForStepsOfWhatWasClaimedADayBefore() {
        assertThat(ScanSchedule.claimed(NOON)).isEqualTo(NOON.minusSeconds(86_400));
    }

    @Test
    void isRecentEnoughUntilTheNextFullScanIsLongOverdue() {
        assertThat(ScanSchedule.isRecentEnough(null, NOON)).isFalse();
        assertThat(ScanSchedule.isRecentEnough(NOON, NOON.plusSeconds(172_799))).isTrue();
        assertThat(ScanSchedule.isRecentEnough(NOON, NOON.plusSeconds(172_800))).isFalse();
    }

    private void first() {
        scans.recordScan(scans.since(NOON), NOON);
    }

    private void everyFewSecondsForAnHour() {
        for (int second = 5; second < 3_600; second += 5) {
            Instant now = NOON.plusSeconds(second);
            assertThat(scans.since(now)).isEqualTo(now.minusSeconds(35));
            scans.recordScan(scans.since(now), now);
        }
    }
}
