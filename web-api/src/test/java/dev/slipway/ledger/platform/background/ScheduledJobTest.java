package dev.slipway.ledger.platform.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScheduledJobTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void goOnUntilTheEnd() throws Exception {
        CountDownLatch several = new CountDownLatch(3);
        AtomicInteger count = new AtomicInteger();
        ScheduledJob rounds = new ScheduledJob(
                scheduler,
                "A round of a test failed",
                () -> {
                    count.incrementAndGet();
                    several.countDown();
                },
                SOON,
                SOON);
        several.await();
        rounds.end();
        int counted = count.get();
        scheduler.submit(() -> {}).get();
        assertThat(count).hasValue(counted);
    }

    /** A commit that fails throws a checked exception, which no method on the way declares. */
    @Test
    void goOnAfterAnyException() throws Exception {
        CountDownLatch several = new CountDownLatch(3);
        ScheduledJob rounds = new ScheduledJob(
                scheduler,
                "A round of a test failed",
                () -> {
                    several.countDown();
                    throw new TimeoutException("the commit failed");
                },
                SOON,
                SOON);
        assertThat(several.await(20, TimeUnit.SECONDS)).isTrue();
        rounds.end();
    }

    @Test
    void endWhenTheOneUnderWayIsOver() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        ScheduledJob rounds = new ScheduledJob(
                scheduler,
                "A round of a test failed",
                () -> {
                    begun.countDown();
                    try {
                        mayEnd.await();
                        finished.incrementAndGet();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                SOON,
                SOON);
        begun.await();
        CompletableFuture<Integer> ended = CompletableFuture.supplyAsync(() -> {
            rounds.end();
            return finished.get();
        });
        while (!rounds.isOver()) {
            Thread.onSpinWait();
        }
        assertThat(ended).isNotDone();
        mayEnd.countDown();
        assertThat(ended.get()).isEqualTo(1);
    }
}
