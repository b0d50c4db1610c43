package dev.slipway.line.roll;

import java.time.Duration;

/**
 * How a worker is asked whether the service is well on it: directly, not through httpd.
 *
 * @param host the name before the line's domain that the request is for
 */
public record Probe(String host, String path, Answer answer, Duration patience) {
    /** Which answers say that it is well. */
    public enum Answer {
        /** 2xx or 3xx. */
        GOOD,
        /** Anything but 404 and 5xx: it is there, and not at fault. */
        THERE,
        /** Anything but 5xx: where no archive lies, a service's own workers say 503, and a 404 is the archive's. */
        ANY
    }

    /** Whether this status says that it is well. */
    public boolean isGood(int status) {
        return switch (answer) {
            case GOOD -> status >= 200 && status < 400;
            case THERE -> status >= 100 && status < 500 && status != 404;
            case ANY -> status >= 100 && status < 500;
        };
    }
}
