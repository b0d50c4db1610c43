package dev.slipway.line.agent.site;

import java.time.Duration;
import java.time.Instant;
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

    private @Nullable Instant quietSince;

    /**
     * Whether it is over, at this look.
     *
     * @param counted how many requests httpd counts as under way there
     * @param active how many the worker is answering, asked only if httpd counts any; empty where it does not say
     */
    boolean isOver(int counted, Supplier<Optional<Integer>> active, Instant now) {
        if (counted == 0) {
            return true;
        }
        if (active.get().orElse(counted) > 0) {
            quietSince = null;
            return false;
        }
        quietSince = quietSince == null ? now : quietSince;
        return !now.isBefore(quietSince.plus(QUIET));
    }
}
