package dev.slipway.ledger.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Instant BEGIN = Instant.parse("2026-11-29T08:00:00Z");

    private final Figures figures = new Figures("shop-production-1", "shop", "production", BEGIN);

    @Test
    void countStartsThatNothingExplains() {
        update(0, "a");
        assertThat(figures.restarts()).isEqualTo(Restarts.none());
        update(0, "a");
        assertThat(figures.restarts()).isEqualTo(Restarts.none());
        update(30, "a");
        silent(40);
        update(60, "a");
        assertThat(figures.restarts()).isEqualTo(new Restarts(2, at(30), at(60)));
    }

    @Test
    void countNoStartWithAnotherConfiguration() {
        update(0, "a");
        update(30, "b");
        assertThat(figures.restarts()).isEqualTo(Restarts.none());
    }

    @Test
    void countNoStartThatSomebodyAskedFor() {
        update(0, "a");
        for (int second : new int[] {30, 60, 90, 120}) {
            figures.update(report(at(second), "a"), true, at(second + 15));
        }
        assertThat(figures.restarts()).isEqualTo(Restarts.none());
        assertThat(figures.startedBefore(report(at(150), "a"))).contains(at(120));
        assertThat(figures.startedBefore(report(at(120), "a"))).isEmpty();
        assertThat(figures.startedBefore(report(at(150), "b"))).isEmpty();
        assertThat(figures.startedBefore(report(null, null))).isEmpty();
    }

    @Test
    void forgetStartsAfterAWhile() {
        update(0, "a");
        update(30, "a");
        silent(631);
        assertThat(figures.restarts()).isEqualTo(Restarts.none());
    }

    private void update(int started, String start) {
        figures.update(report(at(started), start), false, at(started + 15));
    }

    private void silent(int second) {
        figures.update(report(null, null), false, at(second));
    }

    private static Instant at(int second) {
        return BEGIN.plus(Duration.ofSeconds(second));
    }

    private static WorkerFigures report(@Nullable Instant startedAt, @Nullable String start) {
        return new WorkerFigures(
                "shop-production-1",
                null,
                startedAt,
                start,
                start,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
