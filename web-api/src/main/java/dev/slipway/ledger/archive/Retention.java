package dev.slipway.ledger.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which archives are kept: what is live or asked for, what a rollback may want, and what has just come.
 *
 * @param kept of how many releases of each service, last deployed
 */
record Retention(int kept) {
    /** So long everything is kept: a release is recorded first and deployed later, an archive likewise. */
    static final Duration NEW_FOR = Duration.ofHours(24);

    /**
     * Whether an archive stays.
     *
     * @param use what speaks for it; empty where no release has it
     * @param writtenAt when it came
     */
    boolean keeps(Optional<ArchiveUse> use, Instant writtenAt, Instant now) {
        return isNew(writtenAt, now) || use.filter(known -> isUsed(known, now)).isPresent();
    }

    private boolean isUsed(ArchiveUse use, Instant now) {
        Integer place = use.place();
        return use.isLive() || use.isAsked() || place != null && place <= kept || isNew(use.recordedAt(), now);
    }

    private static boolean isNew(Instant since, Instant now) {
        return since.plus(NEW_FOR).isAfter(now);
    }
}
