package dev.slipway.line.agent.site;

import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Detects when a drained worker has answered its last request.
 *
 * <p>httpd's count drops at once. But at full load, httpd 2.4 may increment it without decrementing it, until httpd is
 * restarted: the count then never reaches zero. So a worker also counts as idle as soon as it has no request by its own
 * count, once it has been drained for three seconds. That count alone is not enough: a request whose body httpd is
 * still reading has not reached the worker. A health check is a request, too, so a busy moment proves nothing.
 */
final class Drain {
    static final Duration QUIET = Duration.ofSeconds(3);

    /** Where httpd counted as many when the last drain ended, it has most likely no request in progress. */
    static final Duration BRIEF = Duration.ofMillis(300);

    private final int stuck;
    private final Deadline quiet;
    private final Deadline brief;

    /**
     * Of a worker that was drained just now.
     *
     * @param stuck what httpd still counted when it was last found idle
     */
    Drain(Pace pace, int stuck) {
        this.stuck = stuck;
        quiet = pace.deadline(QUIET);
        brief = pace.deadline(BRIEF);
    }

    /**
     * Whether the worker is idle, at this check.
     *
     * @param counted the number of active requests by httpd's count
     * @param active the number by the worker's own count, called only if httpd counts any; empty if unknown
     */
    boolean isOver(int counted, Supplier<Optional<Integer>> active) {
        if (counted == 0) {
            return true;
        }
        Deadline least = counted <= stuck ? brief : quiet;
        return least.isOver() && active.get().orElse(counted) == 0;
    }
}
