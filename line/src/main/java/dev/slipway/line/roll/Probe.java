package dev.slipway.line.roll;

import java.time.Duration;

/**
 * A health check of the service on a worker, directly and not through httpd.
 *
 * @param host the request's host name, without the line's domain
 */
public record Probe(String host, String path, Answer answer, Duration patience) {
    /** Which statuses count as healthy. */
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

    /** Whether this status counts as healthy. */
    public boolean isGood(int status) {
        return switch (answer) {
            case GOOD -> status >= 200 && status < 400;
            case THERE -> status >= 100 && status < 500 && status != 404;
            case ANY -> status >= 100 && status < 500;
        };
    }
}
