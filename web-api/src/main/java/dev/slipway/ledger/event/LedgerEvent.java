package dev.slipway.ledger.event;

import java.time.Instant;

/**
 * An event that the ledger receives.
 *
 * @param source its origin: {@code api}, {@code audit-log}, {@code gitlab}, {@code watcher} or {@code ledger}
 * @param sourceId its unique id within this source
 * @param kind what happened, such as {@code deployment.recorded}
 * @param payload the message, or the part of it that is used, as a JSON value
 * @param occurredAt when it happened
 */
public record LedgerEvent(String source, String sourceId, String kind, String payload, Instant occurredAt) {
    /** Told by a client of the API. */
    public static final String API = "api";

    /** Read in a worker's audit log. */
    public static final String AUDIT_LOG = "audit-log";

    /** Told by a hook of the forge. */
    public static final String GITLAB = "gitlab";

    /** Written down by httpd's watcher of certificates. */
    public static final String WATCHER = "watcher";

    /** Concluded by the ledger itself. */
    public static final String LEDGER = "ledger";
}
