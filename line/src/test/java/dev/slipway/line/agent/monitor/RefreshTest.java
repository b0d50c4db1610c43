package dev.slipway.line.agent.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RefreshTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void isWaitedFor() {
        Refresh refresh = new Refresh(looks::incrementAndGet, LONG);
        assertThat(refresh.run()).isTrue();
        assertThat(refresh.run()).isTrue();
        assertThat(looks).hasValue(2);
    }

    @Test
    void holdsNobodyUpForLong() {
        CountDownLatch end = new CountDownLatch(1);
        Refresh refresh = new Refresh(() -> await(end), Duration.ofMillis(1));
        assertThat(refresh.run()).isFalse();
        end.countDown();
    }

    @Test
    void isOneForAllWhoAskWhileAnotherGoesOn() {
        CountDownLatch begun = new CountDownLatch(1);
        Semaphore turns = new Semaphore(0);
        CountDownLatch second = new CountDownLatch(2);
        Refresh refresh = new Refresh(
                () -> {
                    looks.incrementAndGet();
                    begun.countDown();
                    turns.acquireUninterruptibly();
                    second.countDown();
                },
                Duration.ofMillis(1));
        assertThat(refresh.run()).isFalse();
        await(begun);
        assertThat(refresh.run()).isFalse();
        assertThat(refresh.run()).isFalse();
        turns.release(3);
        await(second);
        assertThat(looks).hasValue(2);
    }

    @Test
    void saysWhatWentWrong() {
        Refresh refresh = new Refresh(
                () -> {
                    throw new IllegalArgumentException("no");
                },
                LONG);
        assertThatThrownBy(refresh::run).hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
