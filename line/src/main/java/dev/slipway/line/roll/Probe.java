package dev.slipway.line.roll;

import dev.slipway.line.ledger.Services;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A health check of the service on a worker, directly and not through httpd.
 *
 * @param host the request's host name, without the line's domain
 */
public record Probe(String host, String path, Answer answer, Duration patience) {
    /** What a failure says of no answer. */
    public static final String NO_ANSWER = " does not answer";

    /** What a failure says before the status of an answer. */
    public static final String ANSWERS = " answers ";

    /** The statuses that count as healthy. */
    public enum Answer {
        /** 2xx or 3xx. */
        GOOD,
        /** Anything but 404 and 5xx: it is deployed and works. */
        THERE,
        /**
         * Anything but 5xx: without an archive, a service's own workers answer 503, so a 404 comes from the archive.
         */
        ANY
    }

    /** The ledger's probe. */
    public static Probe ofLedger(Duration patience) {
        return new Probe("mywebapp", "/internal/ready", Answer.GOOD, patience);
    }

    /**
     * A service's probe. Without its own path, a service is healthy if it is deployed and works; without a host name,
     * it is not checked.
     *
     * @param label of a server group, the label of its host name; null if each service has its own
     * @param known the service's host name on httpd; null if it has none
     * @param ownPath the path to check; null for the host's default
     */
    public static Optional<Probe> of(
            String service, @Nullable String label, @Nullable Host known, @Nullable String ownPath, Duration patience) {
        if (service.equals(Services.LEDGER)) {
            return Optional.of(ofLedger(patience));
        }
        String name = label == null ? service : label;
        if (ownPath != null) {
            return Optional.of(new Probe(name, ownPath, Answer.GOOD, patience));
        }
        return Optional.ofNullable(known)
                .map(host ->
                        new Probe(name, host.probePath(), label == null ? Answer.THERE : host.healthy(), patience));
    }

    /** Whether this status counts as healthy. */
    public boolean isGood(int status) {
        return switch (answer) {
            case GOOD -> status >= 200 && status < 400;
            case THERE -> status >= 100 && status < 500 && status != 404;
            case ANY -> status >= 100 && status < 500;
        };
    }

    /**
     * What is wrong with a worker that was not healthy in time, as a sentence.
     *
     * @param status of its last answer; 0 if there was none
     */
    public String failure(String worker, int status) {
        String answer = status == 0 ? NO_ANSWER : ANSWERS + status;
        return "On " + worker + ", " + path + answer + " after " + patience.toSeconds() + " s.";
    }
}
