package dev.slipway.ledger.auditlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A period for which an audit log may have lost records.
 *
 * @param from the last time up to which nothing is missing; null if unknown
 * @param until when it ended
 * @param detail why, in a sentence
 */
record Gap(@Nullable Instant from, Instant until, String detail) {

    Gap {
        // Where a clock was set back.
        from = from == null || from.isAfter(until) ? null : from;
    }

    static Gap ofRefusedRecord(@Nullable Instant from, Instant until) {
        return new Gap(from, until, "A record was refused by the database.");
    }

    static Gap ofUnreadableLog(@Nullable Instant from, Instant until) {
        return new Gap(from, until, "The audit log cannot be read.");
    }

    static Gap ofFullDisk(Instant from, Instant until) {
        return new Gap(from, until, "The disk was full, and WildFly drops records that it cannot write.");
    }
}
