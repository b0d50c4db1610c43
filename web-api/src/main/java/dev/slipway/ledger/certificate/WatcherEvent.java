package dev.slipway.ledger.certificate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of a certificate, as the watcher logged it.
 *
 * @param id unique among the watcher's events
 * @param at when the watcher saw it
 * @param type {@code issued}, {@code renewed}, {@code failed}, {@code stale}, {@code ending} or {@code recovered}
 * @param name the host name
 * @param source where its certificates come from
 * @param issuer the issuer of the certificate served then; null if none was
 * @param serial its serial number, hexadecimal; null if none was served
 * @param notAfter when it expires; null if none was served
 * @param detail what went wrong; null if nothing did, or unknown
 * @param json the original JSON
 */
record WatcherEvent(
        String id,
        Instant at,
        String type,
        String name,
        String source,
        @Nullable String issuer,
        @Nullable String serial,
        @Nullable Instant notAfter,
        @Nullable String detail,
        String json) {}
