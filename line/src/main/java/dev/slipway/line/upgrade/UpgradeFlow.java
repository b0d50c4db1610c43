package dev.slipway.line.upgrade;

import dev.slipway.line.upgrade.Upgrade.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The state machine of an upgrade, as pure functions. */
final class UpgradeFlow {
    /** The age from which a backup is taken again: a way back by it loses what came after it. */
    private static final Duration OLDEST = Duration.ofHours(1);

    private UpgradeFlow() {}

    /** The next phase after this one succeeded; empty after the last. The gate may have waited for days. */
    static Optional<Upgrade> after(Upgrade upgrade, Instant now) {
        return switch (upgrade.phase()) {
            case BUILD -> Optional.of(upgrade.in(upgrade.isBackedUp() ? Phase.BACKUP : Phase.GATE));
            case BACKUP -> Optional.of(upgrade.backedUp(now).in(Phase.GATE));
            case GATE -> Optional.of(upgrade.in(isToBeBackedUp(upgrade, now) ? Phase.BACKUP : Phase.SWITCH));
            case SWITCH -> Optional.of(upgrade.in(Phase.UP));
            case UP -> Optional.of(upgrade.in(Phase.PROBE));
            case PROBE -> Optional.empty();
        };
    }

    private static boolean isToBeBackedUp(Upgrade upgrade, Instant now) {
        String at = upgrade.backedUpAt();
        return upgrade.isBackedUp()
                && (at == null || Instant.parse(at).plus(OLDEST).isBefore(now));
    }

    /** What follows a failed phase. */
    sealed interface Failed {
        /** Nothing was changed, so the upgrade is discarded. */
        record Forgotten() implements Failed {}

        /** The former version is restored. */
        record Back(Upgrade upgrade) implements Failed {}

        /** The upgrade stops until somebody decides. */
        record Stopped(Upgrade upgrade, WayBack way) implements Failed {}
    }

    /**
     * A phase has failed.
     *
     * @param isWaiting whether it waits for a decision
     * @param way whether the former version can be restored without the backup
     */
    static Failed failed(Upgrade upgrade, String why, boolean isWaiting, WayBack way) {
        if (isWaiting) {
            return new Failed.Stopped(upgrade.stopped(why), way);
        }
        if (upgrade.phase().isHarmless()) {
            return new Failed.Forgotten();
        }
        return way.isOpen() && !upgrade.isBack()
                ? new Failed.Back(upgrade.back(why))
                : new Failed.Stopped(upgrade.stopped(why), way);
    }

    /** How an interrupted upgrade is resumed. */
    sealed interface Resumed {
        /** It resumes, forward or back. */
        record GoOn(Upgrade upgrade) implements Resumed {}

        /** Nothing was changed and it is cancelled. */
        record Forgotten() implements Resumed {}

        /** It cannot resume: the checkout was changed meanwhile, or there is no way back. */
        record Refused(String why, String remedy) implements Resumed {}
    }

    /**
     * Resumes an upgrade. The way back is taken only where it is known to be open, so one that is on it stays on it
     * unless it is known to be closed by now.
     *
     * @param head the commit that is checked out
     * @param dirtyFiles the uncommitted files of the checkout
     * @param isToGoBack whether --back was given
     * @param way whether the former version can be restored without the backup
     */
    static Resumed resume(Upgrade upgrade, String head, List<String> dirtyFiles, boolean isToGoBack, WayBack way) {
        boolean isFrom = head.equals(upgrade.from().commit());
        if (!isFrom && !head.equals(upgrade.to().commit())) {
            return new Resumed.Refused(
                    "An upgrade from " + upgrade.from().name() + " to "
                            + upgrade.to().name() + " is under way, and the checkout is at neither.",
                    "Check out one of them: git checkout " + upgrade.from().commit());
        }
        if (upgrade.phase().isHarmless()) {
            if (isToGoBack) {
                return new Resumed.Forgotten();
            }
            // Later ones are of its own switch that was cut off.
            return dirtyFiles.isEmpty() ? new Resumed.GoOn(upgrade) : uncommitted(dirtyFiles);
        }
        if (upgrade.isBack() && !way.isClosed()) {
            return new Resumed.GoOn(upgrade);
        }
        if (!isToGoBack) {
            return new Resumed.GoOn(upgrade.isBack() ? upgrade.forward() : upgrade);
        }
        return way.isOpen()
                ? new Resumed.GoOn(upgrade.back("somebody requested it"))
                : new Resumed.Refused(way.why(), way.remedy());
    }

    /** The switch would discard them. */
    static Resumed.Refused uncommitted(List<String> dirtyFiles) {
        return new Resumed.Refused(
                "The checkout has changes that no commit has: " + UpgradePlan.named(dirtyFiles) + ".",
                "Put them aside: git stash --include-untracked. Once it runs, bring them back: git stash pop, then ./slipway up");
    }
}
