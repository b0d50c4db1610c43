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

    /** Its counters went on while it did not answer, so what they show is of a longer time than since it was asked before. */
    @Test
    void countNoRequestsOfTheTimeInWhichItWasSilent() {
        figures.update(counted(6_000, 60), false, at(600));
        figures.update(counted(6_015, 60), false, at(615));
        assertThat(figures.requestsPerMinute).isEqualTo(60);
        assertThat(figures.errorsPerMinute).isZero();
        silent(630);
        assertThat(figures.requestsPerMinute).isNull();
        silent(1_185);
        figures.update(counted(7_000, 80), false, at(1_200));
        assertThat(figures.requestsPerMinute).as("since its start").isEqualTo(350);
        assertThat(figures.errorsPerMinute).as("since its start").isEqualTo(4);
        figures.update(counted(7_015, 80), false, at(1_215));
        assertThat(figures.requestsPerMinute).isEqualTo(60);
        assertThat(figures.errorsPerMinute).isZero();
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
        return report(startedAt, start, null, null);
    }

    private static WorkerFigures counted(long requests, long errors) {
        return report(BEGIN, "a", requests, errors);
    }

    private static WorkerFigures report(
            @Nullable Instant startedAt, @Nullable String start, @Nullable Long requests, @Nullable Long errors) {
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
                requests,
                errors,
                null);
    }
}
