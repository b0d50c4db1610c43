package dev.slipway.ledger.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.HandClock;
import dev.slipway.ledger.platform.http.ConnectionLimits;
import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.problem.LedgerStopping;
import dev.slipway.ledger.platform.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitersTest {
    private static final Holder ALICE = new Holder("alice", "192.0.2.1");
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final HandClock hand = new HandClock(Instant.parse("2026-11-27T10:00:00Z"));
    private final Waiters waiters = new Waiters();
    private final AtomicInteger evaluations = new AtomicInteger();
    private String there = "nothing";
    private @Nullable Instant again;

    @BeforeEach
    void wind() {
        waiters.clock = hand;
    }

    @Test
    void areAnsweredAtOnceWhereThereIsSomething() {
        there = "something";
        assertThat(poll(30)).isCompletedWithValue("something");
    }

    @Test
    void areAnsweredAtOnceWhoDoNotWantToWait() {
        assertThat(poll(0)).isCompletedWithValue("nothing");
    }

    @Test
    void hearOfWhatConcernsThem() {
        CompletableFuture<String> answer = poll(30);
        there = "something";
        waiters.wake(change(OTHER), Runnable::run);
        assertThat(answer).isNotDone();
        waiters.wake(change(ONE), Runnable::run);
        assertThat(answer).isCompletedWithValue("something");
    }

    @Test
    void goOnWaitingForWhatIsWorthIt() {
        CompletableFuture<String> answer = poll(30);
        waiters.wake(change(ONE), Runnable::run);
        assertThat(answer).isNotDone();
        assertThat(evaluations).hasValue(2);
    }

    @Test
    void lookAgainWhenChangesMayHaveBeenMissed() {
        CompletableFuture<String> answer = poll(30);
        there = "something";
        waiters.reset(Runnable::run);
        assertThat(answer).isCompletedWithValue("something");
    }

    @Test
    void areAnsweredWhenTheirTimeIsOver() {
        CompletableFuture<String> answer = poll(30);
        hand.pass(Duration.ofSeconds(29));
        waiters.wakeDue(Runnable::run);
        assertThat(answer).isNotDone();
        assertThat(evaluations).hasValue(1);
        hand.pass(Duration.ofSeconds(1));
        waiters.wakeDue(Runnable::run);
        assertThat(answer).isCompletedWithValue("nothing");
    }

    @Test
    void lookAgainWhenTheyWantTo() {
        again = hand.instant().plusSeconds(5);
        CompletableFuture<String> answer = poll(30);
        there = "something";
        hand.pass(Duration.ofSeconds(5));
        waiters.wakeDue(Runnable::run);
        assertThat(answer).isCompletedWithValue("something");
    }

    @Test
    void areAnsweredWithWhatThereWasWhenTheWorkerStops() {
        CompletableFuture<String> answer = poll(30);
        waiters.stop(new LedgerStopping());
        assertThat(answer).isCompletedWithValue("nothing");
        assertThat(evaluations).hasValue(1);
    }

    @Test
    void doNotWaitOnAWorkerThatStops() {
        waiters.stop(new LedgerStopping());
        assertThat(poll(30)).isCompletedWithValue("nothing");
        assertThat(evaluations).hasValue(1);
    }

    @Test
    void hearWhatWentWrong() {
        CompletableFuture<String> answer = waiters.<String>poll(Waiters.FOLLOWERS, ALICE, 30, change -> true, () -> {
                    throw new IllegalStateException("away");
                })
                .toCompletableFuture();
        assertThat(answer).isCompletedExceptionally();
    }

    /** A transaction whose commit fails throws an exception that nobody declares. */
    @Test
    void leaveTheirPlaceWhateverWentWrong() {
        ConnectionLimits one = new ConnectionLimits(1, 1, 1);
        CompletableFuture<String> answer = waiters.<String>poll(one, ALICE, 30, change -> true, () -> {
                    throw WaitersTest.<RuntimeException>undeclared(new IOException("away"));
                })
                .toCompletableFuture();
        assertThat(answer).isCompletedExceptionally();
        assertThat(waiters.poll(one, ALICE, 30, change -> true, () -> PollAnswer.nothing("nothing", null))
                        .toCompletableFuture())
                .isNotDone();
    }

    @SuppressWarnings("unchecked") // the compiler takes it for what the caller names; nothing checks that
    private static <E extends Exception> RuntimeException undeclared(Exception checked) throws E {
        throw (E) checked;
    }

    @Test
    void areSoManyAndNoMore() {
        for (int i = 0; i < 24; i++) {
            poll(30);
        }
        assertThatThrownBy(() -> poll(30)).isInstanceOf(ProblemException.class);
        assertThat(waiters.poll(
                                new ConnectionLimits(1, 1, 1),
                                ALICE,
                                30,
                                change -> true,
                                () -> PollAnswer.nothing("nothing", null))
                        .toCompletableFuture())
                .isNotDone();
        there = "something";
        waiters.reset(Runnable::run);
        assertThat(poll(30)).isDone();
    }

    private CompletableFuture<String> poll(int seconds) {
        return waiters.poll(
                        Waiters.FOLLOWERS, ALICE, seconds, change -> change.concerns(Changed.Kind.REQUEST, ONE), () -> {
                            evaluations.incrementAndGet();
                            return new PollAnswer<>(there, there.equals("something"), again);
                        })
                .toCompletableFuture();
    }

    private static Changed change(UUID id) {
        return new Changed(Changed.Kind.REQUEST, id, null, null);
    }
}
