package dev.slipway.ledger.feed;

import dev.slipway.ledger.platform.http.ConnectionLimits;
import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One long poll. */
final class Waiter<T> {
    private final ConnectionLimits limits;
    private final Holder holder;
    private final Instant until;
    private final Predicate<Changed> concerns;
    private final Supplier<PollAnswer<T>> query;
    private final Clock clock;
    private final CompletableFuture<T> answered = new CompletableFuture<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Instant due;
    private volatile @Nullable PollAnswer<T> last;
    private volatile boolean mustAnswer;

    Waiter(
            ConnectionLimits limits,
            Holder holder,
            Instant until,
            Predicate<Changed> concerns,
            Supplier<PollAnswer<T>> query,
            Clock clock) {
        this.limits = limits;
        this.holder = holder;
        this.until = until;
        this.concerns = concerns;
        this.query = query;
        this.clock = clock;
        this.due = until;
    }

    ConnectionLimits limits() {
        return limits;
    }

    Holder holder() {
        return holder;
    }

    CompletionStage<T> answered() {
        return answered.minimalCompletionStage();
    }

    boolean isAffectedBy(Changed change) {
        return concerns.test(change);
    }

    boolean isDue(Instant now) {
        return !now.isBefore(due);
    }

    /**
     * Evaluates the query, and answers if it is ready or the time is over. Evaluations do not overlap; calls during one
     * cause one more.
     */
    void evaluate() {
        if (requests.getAndIncrement() > 0) {
            return;
        }
        int seen;
        do {
            seen = requests.get();
            evaluateOnce();
        } while (requests.addAndGet(-seen) > 0);
    }

    /** Answers with the last evaluation. */
    void answerNow() {
        mustAnswer = true;
        PollAnswer<T> seen = last;
        if (seen != null) {
            answered.complete(seen.answer());
        }
    }

    /** Catches everything, or the poll would keep its place: a failed commit throws an undeclared checked exception. */
    private void evaluateOnce() {
        if (answered.isDone()) {
            return;
        }
        try {
            PollAnswer<T> seen = query.get();
            last = seen;
            Instant now = clock.instant();
            if (seen.isReady() || mustAnswer || !now.isBefore(until)) {
                answered.complete(seen.answer());
            } else {
                Instant recheckAt = seen.recheckAt();
                due = recheckAt != null && recheckAt.isBefore(until) ? recheckAt : until;
            }
        } catch (Exception | Error e) {
            answered.completeExceptionally(e);
        }
    }
}
