package dev.slipway.ledger.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which archives are kept: those that are live or requested, that a rollback may need, or that are new.
 *
 * @param kept how many of the last deployed releases of each service
 */
record Retention(int kept) {
    /** How long every archive is kept: a release is recorded, and its archive uploaded, before it is deployed. */
    static final Duration NEW_FOR = Duration.ofHours(24);

    /**
     * Whether an archive stays.
     *
     * @param use its uses; empty if no release has it
     * @param writtenAt when it came
     */
    boolean keeps(Optional<ArchiveUse> use, Instant writtenAt, Instant now) {
        return isNew(writtenAt, now) || use.filter(known -> isUsed(known, now)).isPresent();
    }

    private boolean isUsed(ArchiveUse use, Instant now) {
        Integer place = use.place();
        return use.isLive() || use.isRequested() || place != null && place <= kept || isNew(use.recordedAt(), now);
    }

    private static boolean isNew(Instant since, Instant now) {
        return since.plus(NEW_FOR).isAfter(now);
    }
}
