package dev.slipway.ledger.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private static final Instant BEGIN = Instant.parse("2026-11-29T08:00:00Z");

    @Test
    void areALoopOnceTheyAreMoreThanThreeWithinTenMinutes() {
        assertThat(restarts(0, 200, 400).isLoop()).isFalse();
        Restarts loop = restarts(0, 200, 400, 600);
        assertThat(loop.isLoop()).isTrue();
        assertThat(loop).isEqualTo(new Restarts(4, at(0), at(600)));
    }

    @Test
    void areNoneWhereTheyAreFarBetween() {
        assertThat(restarts(0, 201, 402, 603, 804).isLoop()).isFalse();
    }

    @Test
    void beginAnewAfterAWhile() {
        assertThat(restarts(0, 20, 1_000)).isEqualTo(new Restarts(1, at(1_000), at(1_000)));
    }

    @Test
    void areALoopUntilThereWasNoneForTenMinutes() {
        Restarts slower = restarts(0, 20, 40, 60, 600, 1_150);
        assertThat(slower.isLoop()).isTrue();
        assertThat(slower.at(at(1_750)).isLoop()).isTrue();
        assertThat(slower.at(at(1_751))).isEqualTo(Restarts.none());
    }

    private static Restarts restarts(int... seconds) {
        Restarts all = Restarts.none();
        for (int second : seconds) {
            all = all.and(at(second));
        }
        return all;
    }

    private static Instant at(int second) {
        return BEGIN.plus(Duration.ofSeconds(second));
    }
}
