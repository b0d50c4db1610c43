package dev.slipway.ledger.auditlog.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskWatchTest {
    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
    private static final long FULL = DiskWatch.ROOM - 1;

    private final DiskWatch disk = new DiskWatch();
    private final List<String> lost = new ArrayList<>();

    private void update(int second, long usable) {
        disk.update(usable, START.plusSeconds(second));
        disk.report(START.plusSeconds(second), (from, until) -> lost.add(seconds(from) + " to " + seconds(until)));
    }

    private static long seconds(Instant time) {
        return time.getEpochSecond() - START.getEpochSecond();
    }

    @Test
    void losesNothingWhileThereIsRoom() {
        for (int second = 0; second < 60; second++) {
            update(second, DiskWatch.ROOM);
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void mayHaveLostWhatCameBetweenTheLooksThatFoundRoom() {
        update(0, DiskWatch.ROOM);
        update(1, FULL);
        update(2, 0);
        update(3, DiskWatch.ROOM);
        update(12, DiskWatch.ROOM);
        assertThat(lost).isEmpty();
        update(13, DiskWatch.ROOM);
        update(60, DiskWatch.ROOM);
        assertThat(lost).containsExactly("0 to 3");
    }

    @Test
    void isOneLossWhileRoomComesAndGoes() {
        for (int second = 0; second < 60; second++) {
            update(second, second % 4 == 0 ? DiskWatch.ROOM : 0);
        }
        assertThat(lost).isEmpty();
        update(60, DiskWatch.ROOM);
        update(70, DiskWatch.ROOM);
        assertThat(lost).containsExactly("0 to 60");
    }

    @Test
    void knowsNothingOfTheTimeBeforeItsFirstLook() {
        update(5, 0);
        update(6, DiskWatch.ROOM);
        update(16, DiskWatch.ROOM);
        assertThat(lost).containsExactly("5 to 6");
    }

    @Test
    void reportsAgainWhatCouldNotBeReported() {
        update(0, 0);
        update(1, DiskWatch.ROOM);
        Instant later = START.plusSeconds(20);
        assertThatIllegalStateException()
                .isThrownBy(() -> disk.report(later, (from, until) -> {
                    throw new IllegalStateException("the database is away");
                }));
        update(21, DiskWatch.ROOM);
        update(22, DiskWatch.ROOM);
        assertThat(lost).containsExactly("0 to 1");
    }
}
