package dev.slipway.line.agent.site;

import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a worker that gets no new requests has answered those that it had.
 *
 * <p>httpd's count says so at once. But at full load, httpd 2.4 may count a request up and not down again, and that stays until
 * it is restarted: its count then never reaches zero. So a worker is idle, too, that itself has had no request for three
 * seconds. Its own count alone would not do, for a request whose body httpd still reads has not reached it.
 */
final class Drain {
    static final Duration QUIET = Duration.ofSeconds(3);

    private final Pace pace;
    private @Nullable Deadline quiet;

    Drain(Pace pace) {
        this.pace = pace;
    }

    /**
     * Whether it is over, at this look.
     *
     * @param counted how many requests httpd counts as under way there
     * @param active how many the worker is answering, asked only if httpd counts any; empty where it does not say
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
