package dev.slipway.ledger.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.HandClock;
import dev.slipway.ledger.feed.stream.Streams;
import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedStarterTest {
    private static final Changed CHANGE = new Changed(Changed.Kind.REQUEST, new UUID(0, 1), null, null);

    private final List<String> received = new ArrayList<>();
    private final FeedStarter feed = new FeedStarter();

    @BeforeEach
    void make() {
        feed.streams = new Streams();
        feed.waiters = new Waiters() {
            @Override
            void wake(Changed change, Executor executor) {
                received.add(Json.text(change));
            }

            @Override
            void reset(Executor executor) {
                received.add("reset");
            }
        };
        feed.waiters.clock = new HandClock(Instant.parse("2026-11-27T10:00:00Z"));
    }

    @Test
    void readsNothingWhereNobodyWaits() {
        feed.forward(Json.text(CHANGE));
        feed.forward("{\"kind\":\"of another release\"}");
        assertThat(received).isEmpty();
    }

    @Test
    void tellsWhoeverWaits() {
        await();
        feed.forward(Json.text(CHANGE));
        assertThat(received).containsExactly(Json.text(CHANGE));
    }

    @Test
    void hasWhoeverWaitsLookAfterWhatItCannotRead() {
        await();
        feed.forward("{\"kind\":\"of another release\"}");
        assertThat(received).containsExactly("reset");
    }

    private void await() {
        assertThat(feed.waiters
                        .poll(
                                Waiters.FOLLOWERS,
                                new Holder("alice", "192.0.2.1"),
                                30,
                                change -> true,
                                () -> PollAnswer.nothing("nothing", null))
                        .toCompletableFuture())
                .isNotDone();
    }
}
