package dev.slipway.line.upgrade.plan;

import dev.slipway.line.upgrade.plan.Upgrade.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The state machine of an upgrade, as pure functions. */
public final class UpgradeFlow {
    /** The age from which a backup is taken again: restoring it loses what came after it. */
    private static final Duration OLDEST = Duration.ofHours(1);

    private UpgradeFlow() {}

    /** The next phase after this one succeeded; empty after the last. The gate may have waited for days. */
    public static Optional<Upgrade> after(Upgrade upgrade, Instant now) {
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

    /** The consequence of a failed phase. */
    public sealed interface Failed {
        /** Nothing was changed, so the upgrade is discarded. */
        record Forgotten() implements Failed {}

        /** The former version is restored. */
        record Rollback(Upgrade upgrade) implements Failed {}

        /** The upgrade stops and requires a decision. */
        record Stopped(Upgrade upgrade, RollbackFeasibility rollback) implements Failed {}
    }

    /**
     * A phase has failed.
     *
     * @param isWaiting whether it waits for a decision
     * @param rollback whether the former version can be restored without the backup
     */
    public static Failed failed(Upgrade upgrade, String why, boolean isWaiting, RollbackFeasibility rollback) {
        if (isWaiting) {
            return new Failed.Stopped(upgrade.stopped(why), rollback);
        }
        if (upgrade.phase().isHarmless()) {
            return new Failed.Forgotten();
        }
        return rollback.isFeasible() && !upgrade.isRollback()
                ? new Failed.Rollback(upgrade.rollBack(why))
                : new Failed.Stopped(upgrade.stopped(why), rollback);
    }

    /** How an interrupted upgrade is resumed. */
    public sealed interface Resumed {
        /** It resumes, forward or back. */
        record GoOn(Upgrade upgrade) implements Resumed {}

        /** Nothing was changed and it is cancelled. */
        record Forgotten() implements Resumed {}

        /** It cannot resume: the checkout was changed, or a rollback is not feasible. */
        record Refused(String why, String remedy) implements Resumed {}
    }

    /**
     * Resumes an upgrade. A rollback begins only if it is known to be feasible. One in progress continues unless now
     * known to be infeasible.
     *
     * @param head the commit that is checked out
     * @param dirtyFiles the uncommitted files of the checkout
     * @param isRollbackRequested whether --back was given
     * @param rollback whether the former version can be restored without the backup
     */
    public static Resumed resume(
            Upgrade upgrade,
            String head,
            List<String> dirtyFiles,
            boolean isRollbackRequested,
            RollbackFeasibility rollback) {
        boolean isFrom = head.equals(upgrade.from().commit());
        if (!isFrom && !head.equals(upgrade.to().commit())) {
            return new Resumed.Refused(
                    "An upgrade from " + upgrade.from().name() + " to "
                            + upgrade.to().name() + " is under way, and the checkout is at neither.",
                    "Check out one of them: git checkout " + upgrade.from().commit());
        }
        if (upgrade.phase().isHarmless()) {
            if (isRollbackRequested) {
                return new Resumed.Forgotten();
            }
            // In later phases, changed files are from an interrupted switch.
            return dirtyFiles.isEmpty() ? new Resumed.GoOn(upgrade) : uncommitted(dirtyFiles);
        }
        if (upgrade.isRollback() && !rollback.isInfeasible()) {
            return new Resumed.GoOn(upgrade);
        }
        if (!isRollbackRequested) {
            return new Resumed.GoOn(upgrade.isRollback() ? upgrade.forward() : upgrade);
        }
        return rollback.isFeasible()
                ? new Resumed.GoOn(upgrade.rollBack("somebody requested it"))
                : new Resumed.Refused(rollback.why(), rollback.remedy());
    }

    /** The switch would discard them. */
    public static Resumed.Refused uncommitted(List<String> dirtyFiles) {
        return new Resumed.Refused(
                "The checkout has changes that no commit has: " + UpgradePlan.named(dirtyFiles) + ".",
                "Put them aside: git stash --include-untracked. Once it runs, bring them back: git stash pop, then ./slipway up");
    }
}
