package dev.slipway.ledger.certificate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a certificate, in the watcher's words.
 *
 * @param id what tells it apart from everything else that the watcher says
 * @param at when the watcher saw it
 * @param type {@code issued}, {@code renewed}, {@code failed}, {@code stale}, {@code ending} or {@code recovered}
 * @param name the host name
 * @param source who makes its certificates
 * @param issuer who issued the one that was served then; null where none was
 * @param serial its serial number, hexadecimal; null where none was served
 * @param notAfter until when it is good; null where none was served
 * @param detail what went wrong; null where nothing did, or nobody knows
 * @param json all this, as it was written
 */
record Happening(
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
