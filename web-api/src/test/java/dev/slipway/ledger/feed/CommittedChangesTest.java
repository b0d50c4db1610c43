package dev.slipway.ledger.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommittedChangesTest {
    private final BlockingQueue<List<Changed>> sent = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final CommittedChanges committed = new CommittedChanges();
    private boolean isFailing;

    @BeforeEach
    void make() {
        committed.scheduler = scheduler;
        committed.feed = new FeedRepository() {
            @Override
            void notifyListeners(List<Changed> changes) {
                if (isFailing) {
                    isFailing = false;
                    throw new IllegalStateException("no database");
                }
                sent.add(List.copyOf(changes));
            }
        };
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void areSentOneByOneWhereTheyAreRare() throws InterruptedException {
        committed.publish(change(1));
        assertThat(next()).containsExactly(change(1));
        committed.publish(change(2));
        assertThat(next()).containsExactly(change(2));
    }

    @Test
    void areSentTogetherWhereTheyAreMany() throws InterruptedException {
        List<Changed> many =
                IntStream.range(0, 100).mapToObj(CommittedChangesTest::change).toList();
        CountDownLatch published = new CountDownLatch(1);
        scheduler.execute(() -> {
            try {
                published.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        many.forEach(committed::publish);
        published.countDown();
        assertThat(next()).isEqualTo(many);
    }

    @Test
    void areSentAgainAfterAFailure() throws InterruptedException {
        isFailing = true;
        committed.publish(change(1));
        assertThat(next()).containsExactly(change(1));
    }

    @Test
    void areSentAtTheEndWhereNothingIsScheduledAnyMore() {
        scheduler.shutdownNow();
        committed.publish(change(1));
        assertThat(sent).isEmpty();
        committed.send();
        assertThat(sent).containsExactly(List.of(change(1)));
    }

    private List<Changed> next() throws InterruptedException {
        return sent.poll(10, TimeUnit.SECONDS);
    }

    private static Changed change(int number) {
        return new Changed(Changed.Kind.DEPLOYMENT, new UUID(0, number), "shop", "production");
    }
}
