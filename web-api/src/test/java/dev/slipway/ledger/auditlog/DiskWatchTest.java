package dev.slipway.ledger.auditlog;

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

    private void look(int second, long usable) {
        disk.look(usable, START.plusSeconds(second));
        disk.report(START.plusSeconds(second), (from, until) -> lost.add(seconds(from) + " to " + seconds(until)));
    }

    private static long seconds(Instant time) {
        return time.getEpochSecond() - START.getEpochSecond();
    }

    @Test
    void losesNothingWhileThereIsRoom() {
        for (int second = 0; second < 60; second++) {
            look(second, DiskWatch.ROOM);
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void mayHaveLostWhatCameBetweenTheLooksThatFoundRoom() {
        look(0, DiskWatch.ROOM);
        look(1, FULL);
        look(2, 0);
        look(3, DiskWatch.ROOM);
        look(12, DiskWatch.ROOM);
        assertThat(lost).isEmpty();
        look(13, DiskWatch.ROOM);
        look(60, DiskWatch.ROOM);
        assertThat(lost).containsExactly("0 to 3");
    }

    @Test
    void isOneLossWhileRoomComesAndGoes() {
        for (int second = 0; second < 60; second++) {
            look(second, second % 4 == 0 ? DiskWatch.ROOM : 0);
        }
        assertThat(lost).isEmpty();
        look(60, DiskWatch.ROOM);
        look(70, DiskWatch.ROOM);
        assertThat(lost).containsExactly("0 to 60");
    }

    @Test
    void knowsNothingOfTheTimeBeforeItsFirstLook() {
        look(5, 0);
        look(6, DiskWatch.ROOM);
        look(16, DiskWatch.ROOM);
        assertThat(lost).containsExactly("5 to 6");
    }

    @Test
    void reportsAgainWhatCouldNotBeReported() {
        look(0, 0);
        look(1, DiskWatch.ROOM);
        Instant later = START.plusSeconds(20);
        assertThatIllegalStateException()
                .isThrownBy(() -> disk.report(later, (from, until) -> {
                    throw new IllegalStateException("the database is away");
                }));
        look(21, DiskWatch.ROOM);
        look(22, DiskWatch.ROOM);
        assertThat(lost).containsExactly("0 to 1");
    }
}
