package dev.slipway.ledger.alert.condition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last times of periodic tasks, whose absence for too long is an alert.
 *
 * @param certificatesLookedAt when the certificates were last looked at; empty if never
 * @param backups the line's backups; empty if none was ever made
 * @param ledgerWorkers the ledger's own workers, by name
 */
record AlertFacts(Optional<Instant> certificatesLookedAt, Optional<Backups> backups, List<LedgerWorker> ledgerWorkers) {

    AlertFacts {
        ledgerWorkers = List.copyOf(ledgerWorkers);
    }

    /**
     * All backups.
     *
     * @param firstAt when the first was taken
     * @param newestAt when the newest was taken
     * @param provenAt when one was last proven by a restore; null if none ever was
     * @param error why the newest failed; null if it did not
     */
    record Backups(
            Instant firstAt,
            Instant newestAt,
            @Nullable Instant provenAt,
            @Nullable String error) {}

    /** A worker of the ledger, and when it last reported itself. */
    record LedgerWorker(String name, String environment, Instant seenAt) {}
}
