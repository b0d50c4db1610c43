package dev.slipway.line.upgrade;

import dev.slipway.line.upgrade.Upgrade.Phase;
import java.util.List;
import java.util.Optional;

/** The state machine of an upgrade, as pure functions. */
final class UpgradeFlow {
    private UpgradeFlow() {}

    /** The next phase after this one succeeded; empty after the last. */
    static Optional<Upgrade> after(Upgrade upgrade) {
        Phase next = switch (upgrade.phase()) {
            case BUILD -> upgrade.isBackedUp() ? Phase.BACKUP : Phase.GATE;
            case BACKUP -> Phase.GATE;
            case GATE -> Phase.SWITCH;
            case SWITCH -> Phase.UP;
            case UP -> Phase.PROBE;
            case PROBE -> null;
        };
        return Optional.ofNullable(next).map(upgrade::in);
    }

    /** What follows a failed phase. */
    sealed interface Failed {
        /** Nothing was changed, so the upgrade is discarded. */
        record Forgotten() implements Failed {}

        /** The former version is restored. */
        record Back(Upgrade upgrade) implements Failed {}

        /** The upgrade stops until somebody decides. */
        record Stopped(Upgrade upgrade, List<String> reasons) implements Failed {
            public Stopped {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /**
     * A phase has failed.
     *
     * @param isWaiting whether it waits for a decision
     * @param closed why the former version cannot be restored without the backup; empty if it can
     */
    static Failed failed(Upgrade upgrade, String why, boolean isWaiting, List<String> closed) {
        if (isWaiting) {
            return new Failed.Stopped(upgrade.stopped(why), List.of());
        }
        if (upgrade.phase().isHarmless()) {
            return new Failed.Forgotten();
        }
        if (upgrade.isBack()) {
            return new Failed.Stopped(upgrade.stopped(why), List.of());
        }
        return closed.isEmpty() ? new Failed.Back(upgrade.back(why)) : new Failed.Stopped(upgrade.stopped(why), closed);
    }

    /** How an interrupted upgrade is resumed. */
    sealed interface Resumed {
        /** It resumes, forward or back. */
        record GoOn(Upgrade upgrade) implements Resumed {}

        /** Nothing was changed and it is cancelled. */
        record Forgotten() implements Resumed {}

        /** It cannot resume: the checkout was changed meanwhile, or there is no way back. */
        record Refused(String why, String wayOut) implements Resumed {}
    }

    /**
     * Resumes an upgrade.
     *
     * @param head the commit that is checked out
     * @param isToGoBack whether --back was given
     * @param closed why the former version cannot be restored without the backup; empty if it can
     */
    static Resumed resume(Upgrade upgrade, String head, boolean isToGoBack, List<String> closed) {
        boolean isFrom = head.equals(upgrade.from().commit());
        if (!isFrom && !head.equals(upgrade.to().commit())) {
            return new Resumed.Refused(
                    "An upgrade from " + upgrade.from().name() + " to "
                            + upgrade.to().name() + " is under way, and the checkout is at neither.",
                    "Check out one of them: git checkout " + upgrade.from().commit());
        }
        if (upgrade.phase().isHarmless()) {
            return isToGoBack ? new Resumed.Forgotten() : new Resumed.GoOn(upgrade);
        }
        if (isToGoBack && !upgrade.isBack()) {
            return closed.isEmpty()
                    ? new Resumed.GoOn(upgrade.back("somebody asked for it"))
                    : new Resumed.Refused(
                            "What ran before cannot be put back: " + String.join("; ", closed) + ".",
                            "By the backup alone: see \"Upgrade\" in the handbook.");
        }
        return new Resumed.GoOn(upgrade);
    }
}
