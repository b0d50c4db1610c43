package dev.slipway.ledger.platform.spool;

import dev.slipway.ledger.platform.http.ConnectionLimits;
import dev.slipway.ledger.platform.http.ConnectionLimits.Exceeded;
import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Admits few uploads at a time to this worker, since each occupies one of its threads for as long as the client takes to send it. */
@ApplicationScoped
public class Uploads {
    private static final ConnectionLimits LIMITS = new ConnectionLimits(12, 12, 8);

    /** Most uploads take no longer than the two seconds that a client is told then. */
    private static final Duration LATER = Duration.ofSeconds(1);

    /** How long an upload waits for a place. */
    private static final Duration TURN = Duration.ofSeconds(3);

    private final List<Holder> held = new ArrayList<>();

    /** At most as many as are admitted, since each of them occupies a thread, too. */
    private final List<Holder> waiting = new ArrayList<>();

    private final Duration turn;

    /** For CDI. */
    public Uploads() {
        this(TURN);
    }

    /** For tests: waits no longer than this for a place. */
    Uploads(Duration turn) {
        this.turn = turn;
    }

    /** Processes a received upload. */
    @FunctionalInterface
    public interface Upload<T> {
        T receive() throws IOException;
    }

    /**
     * Receives an upload, unless too many are under way, and still are after a moment.
     *
     * @throws ProblemException if it would exceed a limit
     */
    public <T> T admit(Holder holder, Upload<T> upload) throws IOException {
        enter(holder);
        try {
            return upload.receive();
        } finally {
            leave(holder);
        }
    }

    private synchronized void enter(Holder holder) {
        long until = System.nanoTime() + turn.toNanos();
        boolean mayWait = LIMITS.exceeded(holder, waiting).isEmpty();
        waiting.add(holder);
        try {
            for (Optional<Exceeded> full = LIMITS.exceeded(holder, held);
                    full.isPresent();
                    full = LIMITS.exceeded(holder, held)) {
                long left = until - System.nanoTime();
                if (!mayWait || left <= 0) {
                    throw refusal(full.get());
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            held.add(holder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.LEDGER_STOPPING, "Send it again.").retryAfter(LATER);
        } finally {
            waiting.remove(holder);
        }
    }

    private ProblemException refusal(Exceeded limit) {
        String there =
                limit == Exceeded.PERSON ? "You send " + LIMITS.ofPerson() + " files" : held.size() + " files are sent";
        return new ProblemException(limit.problem(), there + " to this worker at once already; try again in a moment.")
                .retryAfter(LATER);
    }

    private synchronized void leave(Holder holder) {
        held.remove(holder);
        notifyAll();
    }
}
