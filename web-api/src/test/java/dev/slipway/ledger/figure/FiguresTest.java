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
        take(0, "a");
        assertThat(figures.restarts()).isEqualTo(Restarts.none());
        take(0, "a");
        assertThat(figures.restarts()).isEqualTo(Restarts.none());
        take(30, "a");
        silent(40);
        take(60, "a");
        assertThat(figures.restarts()).isEqualTo(new Restarts(2, at(30), at(60)));
    }

    @Test
    void countNoStartWithAnotherConfiguration() {
        take(0, "a");
        take(30, "b");
        assertThat(figures.restarts()).isEqualTo(Restarts.none());
    }

    @Test
    void countNoStartThatSomebodyAskedFor() {
        take(0, "a");
        for (int second : new int[] {30, 60, 90, 120}) {
            figures.take(said(at(second), "a"), true, at(second + 15));
        }
        assertThat(figures.restarts()).isEqualTo(Restarts.none());
        assertThat(figures.startedBefore(said(at(150), "a"))).contains(at(120));
        assertThat(figures.startedBefore(said(at(120), "a"))).isEmpty();
        assertThat(figures.startedBefore(said(at(150), "b"))).isEmpty();
        assertThat(figures.startedBefore(said(null, null))).isEmpty();
    }

    @Test
    void forgetStartsAfterAWhile() {
        take(0, "a");
        take(30, "a");
        silent(631);
        assertThat(figures.restarts()).isEqualTo(Restarts.none());
    }

    private void take(int started, String start) {
        figures.take(said(at(started), start), false, at(started + 15));
    }

    private void silent(int second) {
        figures.take(said(null, null), false, at(second));
    }

    private static Instant at(int second) {
        return BEGIN.plus(Duration.ofSeconds(second));
    }

    private static WorkerFigures said(@Nullable Instant startedAt, @Nullable String start) {
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
