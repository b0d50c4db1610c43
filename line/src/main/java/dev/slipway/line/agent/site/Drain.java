package dev.slipway.line.agent.site;

import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Detects when a drained worker has answered its last request.
 *
 * <p>httpd's count drops at once. But at full load, httpd 2.4 may increment it without decrementing it, until httpd is
 * restarted: the count then never reaches zero. So a worker also counts as idle if it has had no request for three
 * seconds by its own count. That count alone is not enough: a request whose body httpd is still reading has not reached
 * the worker.
 */
final class Drain {
    static final Duration QUIET = Duration.ofSeconds(3);

    private final Pace pace;
    private @Nullable Deadline quiet;

    Drain(Pace pace) {
        this.pace = pace;
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
        if (active.get().orElse(counted) > 0) {
            quiet = null;
            return false;
        }
        Deadline begun = quiet == null ? pace.deadline(QUIET) : quiet;
        quiet = begun;
        return begun.isOver();
    }
}
