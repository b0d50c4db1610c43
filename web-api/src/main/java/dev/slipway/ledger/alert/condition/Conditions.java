package dev.slipway.ledger.alert.condition;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.ledger.alert.condition.AlertFacts.Backups;
import dev.slipway.ledger.certificate.CertificateState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The alert conditions that come with time alone: facts in, conditions out. */
final class Conditions {
    /** A day, and the time that the next backup takes to be made and proven. */
    private static final Duration UNPROVEN = Duration.ofHours(26);

    private static final Duration AWAY = Duration.ofMinutes(1);

    /** A worker that was not seen for this long is considered removed. */
    private static final Duration GONE = Duration.ofDays(7);

    private Conditions() {}

    static List<Condition> of(AlertFacts facts, Instant now) {
        List<Condition> found = new ArrayList<>();
        facts.certificatesLookedAt()
                .filter(at -> !CertificateState.isWatched(at, now))
                .map(Wording::unwatchedCertificates)
                .ifPresent(found::add);
        facts.backups()
                .filter(backups -> backups.error() != null || isUnproven(backups, now))
                .map(backups -> Wording.backup(backups.newestAt(), backups.provenAt(), backups.error()))
                .ifPresent(found::add);
        facts.ledgerWorkers().stream()
                .filter(worker -> worker.seenAt().plus(AWAY).isBefore(now) && !isGone(worker.seenAt(), now))
                .map(worker -> Wording.ledgerWorker(worker.name(), worker.environment(), worker.seenAt()))
                .forEach(found::add);
        return found;
    }

    /** Whether a worker of the ledger counts as removed: it is no longer away, though it has not come back. */
    static boolean isGone(Instant seenAt, Instant now) {
        return !seenAt.plus(GONE).isAfter(now);
    }

    private static boolean isUnproven(Backups backups, Instant now) {
        return requireNonNullElse(backups.provenAt(), backups.firstAt())
                .plus(UNPROVEN)
                .isBefore(now);
    }
}
