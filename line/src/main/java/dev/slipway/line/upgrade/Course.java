package dev.slipway.line.upgrade;

import dev.slipway.line.upgrade.Upgrade.Phase;
import java.util.List;
import java.util.Optional;

/** Which phase of an upgrade comes next, decided by facts alone. */
final class Course {
    private Course() {}

    /** The phase after this one was done; empty where that was the last. */
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

    /** How it goes on when a phase has failed. */
    sealed interface Failed {
        /** Nothing was changed: there is nothing to put back, and nothing to remember. */
        record Forgotten() implements Failed {}

        /** What ran before is put back. */
        record Back(Upgrade upgrade) implements Failed {}

        /** It stays as it is, until somebody who knows why says how to go on. */
        record Stopped(Upgrade upgrade, List<String> reasons) implements Failed {
            public Stopped {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /**
     * A phase has failed.
     *
     * @param isWaiting whether somebody has to decide something before it can go on
     * @param closed why what ran before cannot be put back without the backup; none where it can
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

    /** What becomes of an upgrade that was cut off, when it is called again. */
    sealed interface Resumed {
        /** It goes on from there, forward or back. */
        record GoOn(Upgrade upgrade) implements Resumed {}

        /** Nothing was changed, and nobody wants it any more. */
        record Forgotten() implements Resumed {}

        /** Somebody has changed the checkout meanwhile, or there is no way back. */
        record Refused(String why, String wayOut) implements Resumed {}
    }

    /**
     * It is called again.
     *
     * @param head the commit that is checked out
     * @param isToGoBack whether it was asked to go back
     * @param closed why what ran before cannot be put back without the backup; none where it can
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
