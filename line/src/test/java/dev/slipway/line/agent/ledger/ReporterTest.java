package dev.slipway.line.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.daemon.Daemons;
import dev.slipway.line.agent.journal.StepReport;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.stub.Stub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReporterTest {
    private static final String STEPS = "POST /api/v1/deployment-requests/7/steps";
    private static final Duration MIN_INTERVAL = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofMillis(10);
    private static final Pace PACE = new Pace();

    private final List<Long> arrivals = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final CountDownLatch second = new CountDownLatch(2);

    @AutoClose
    private final Stub ledger = new Stub(this::take);

    private Stub.Reply take(Stub.Received request) {
        arrivals.add(System.nanoTime());
        first.countDown();
        second.countDown();
        await(answer);
        return Stub.Reply.of(200, "{}");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Reporter reporter(Duration minInterval) {
        return new Reporter(Daemons.api(ledger.uri()), "7", List.of(), minInterval);
    }

    private static StepReport step(int number) {
        return new StepReport(
                number, Instant.parse("2026-11-26T10:00:00Z"), StepReport.Kind.DONE, null, "Step " + number);
    }

    /** Each call is a transaction of the ledger, and wakes whoever follows the request. */
    @Test
    void sendsNoMoreThanOneCallWithinAWhile() {
        try (Reporter reporter = reporter(MIN_INTERVAL)) {
            reporter.accept(step(1));
            await(first);
            reporter.accept(step(2));
            reporter.accept(step(3));
            answer.countDown();
            await(second);
        }
        assertThat(ledger.received(STEPS)).hasSize(2);
        assertThat(ledger.received(STEPS).get(1).body()).contains("Step 2", "Step 3");
        assertThat(Duration.ofNanos(arrivals.get(1) - arrivals.get(0))).isGreaterThanOrEqualTo(MIN_INTERVAL);
    }

    /** What is left goes with the result, for which somebody waits. */
    @Test
    void sendsNothingMoreOnceItIsClosed() {
        answer.countDown();
        Reporter reporter = reporter(Duration.ofHours(1));
        reporter.accept(step(1));
        assertThat(PACE.await(PATIENCE, INTERVAL, () -> reporter.reported() == 1))
                .isTrue();
        reporter.accept(step(2));
        reporter.close();
        assertThat(ledger.received(STEPS)).hasSize(1);
        assertThat(reporter.reported()).isEqualTo(1);
    }
}
