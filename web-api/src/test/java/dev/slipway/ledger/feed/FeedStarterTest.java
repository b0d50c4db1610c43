package dev.slipway.ledger.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.HandClock;
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

    private final List<String> heard = new ArrayList<>();
    private final FeedStarter feed = new FeedStarter();

    @BeforeEach
    void make() {
        feed.streams = new Streams();
        feed.waiters = new Waiters() {
            @Override
            void tell(Changed change, Executor executor) {
                heard.add(Json.text(change));
            }

            @Override
            void reset(Executor executor) {
                heard.add("reset");
            }
        };
        feed.waiters.clock = new HandClock(Instant.parse("2026-11-27T10:00:00Z"));
    }

    @Test
    void readsNothingWhereNobodyWaits() {
        feed.tell(Json.text(CHANGE));
        feed.tell("{\"kind\":\"of another release\"}");
        assertThat(heard).isEmpty();
    }

    @Test
    void tellsWhoeverWaits() {
        await();
        feed.tell(Json.text(CHANGE));
        assertThat(heard).containsExactly(Json.text(CHANGE));
    }

    @Test
    void hasWhoeverWaitsLookAfterWhatItCannotRead() {
        await();
        feed.tell("{\"kind\":\"of another release\"}");
        assertThat(heard).containsExactly("reset");
    }

    private void await() {
        assertThat(feed.waiters
                        .ask(
                                Waiters.FOLLOWERS,
                                new Holder("alice", "192.0.2.1"),
                                30,
                                change -> true,
                                () -> PollAnswer.nothing("nothing", null))
                        .toCompletableFuture())
                .isNotDone();
    }
}
