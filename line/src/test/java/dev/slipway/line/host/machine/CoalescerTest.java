package dev.slipway.line.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoalescerTest {
    private final Coalescer together = new Coalescer();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void doesItForEachWhoComesLater() throws IOException {
        together.run(runs::incrementAndGet);
        together.run(runs::incrementAndGet);
        assertThat(runs).hasValue(2);
    }

    @Test
    void doesItOnceForAllWhoCameWhileItWasBeingDone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> all = new ArrayList<>();
            all.add(threads.submit(() -> {
                together.run(() -> {
                    runs.incrementAndGet();
                    begun.countDown();
                    await(goOn);
                });
                return null;
            }));
            begun.await();
            CountDownLatch asking = new CountDownLatch(7);
            for (int i = 0; i < 7; i++) {
                all.add(threads.submit(() -> {
                    asking.countDown();
                    together.run(runs::incrementAndGet);
                    return null;
                }));
            }
            asking.await();
            while (together.waiting() < 7) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(runs).hasValue(2);
    }

    @Test
    void triesItAnewAfterItFailed() throws IOException {
        assertThatThrownBy(() -> together.run(() -> {
                    throw new IOException("refused");
                }))
                .hasMessage("refused");
        together.run(runs::incrementAndGet);
        assertThat(runs).hasValue(1);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
