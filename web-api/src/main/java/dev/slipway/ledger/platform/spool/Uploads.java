package dev.slipway.ledger.platform.spool;

import dev.slipway.ledger.platform.http.ConnectionLimits;
import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Admits few uploads at a time to this worker, since each occupies one of its threads for as long as the client takes to send it. */
@ApplicationScoped
public class Uploads {
    private static final ConnectionLimits PLACES = new ConnectionLimits(12, 12, 8);

    /** Most uploads take no longer, and the CLI is patient for five seconds. */
    private static final Duration LATER = Duration.ofSeconds(2);

    private final List<Holder> held = new ArrayList<>();

    /** What receives an upload and processes it. */
    @FunctionalInterface
    public interface Upload<T> {
        T receive() throws IOException;
    }

    /**
     * Receives an upload, unless too many are under way.
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
        try {
            PLACES.admit(holder, held);
        } catch (ProblemException e) {
            throw e.retryAfter(LATER);
        }
        held.add(holder);
    }

    private synchronized void leave(Holder holder) {
        held.remove(holder);
    }
}
