package dev.slipway.line.upgrade;

import dev.slipway.line.program.Console;
import dev.slipway.line.upgrade.plan.RollbackFeasibility;
import dev.slipway.line.upgrade.plan.Upgrade;
import dev.slipway.line.upgrade.plan.UpgradeException;
import dev.slipway.line.upgrade.plan.UpgradeFlow;
import dev.slipway.line.upgrade.plan.UpgradePlan;
import dev.slipway.line.upgrade.plan.Version;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs an upgrade from its current phase, and back if it fails. Each phase is recorded before it runs. */
final class UpgradeRun {
    /** The exit codes: done, or nothing to do. */
    static final int DONE = 0;
    /** Failed; the former version runs. */
    static final int FAILED = 1;
    /** Stopped; manual action is required. */
    static final int STOPPED = 3;

    private final UpgradeFile file;
    private final Steps steps;
    private final FactCollector collector;
    private final Artifacts artifacts;
    private final Console console;

    UpgradeRun(UpgradeFile file, Steps steps, FactCollector collector, Artifacts artifacts, Console console) {
        this.file = file;
        this.steps = steps;
        this.collector = collector;
        this.artifacts = artifacts;
        this.console = console;
    }

    /** Runs to the end; returns the exit code. */
    int run(Upgrade begun) throws IOException {
        Upgrade upgrade = begun;
        while (true) {
            file.write(upgrade);
            String why;
            boolean isWaiting = false;
            Instant start = Instant.now();
            console.say("");
            console.say((upgrade.isRollback() ? "Back to " : "To ")
                    + upgrade.goal().name() + ": " + upgrade.phase().doing());
            try {
                steps.carryOut(upgrade);
                console.good(upgrade.phase().doing() + ", "
                        + Duration.between(start, Instant.now()).toSeconds() + " s");
                Optional<Upgrade> next = UpgradeFlow.after(upgrade, Instant.now());
                if (next.isEmpty()) {
                    break;
                }
                upgrade = next.get();
                continue;
            } catch (UpgradeException e) {
                why = (e.what() + " " + e.remedy()).strip();
                isWaiting = e.isWaiting();
            } catch (IOException e) {
                why = String.valueOf(e.getMessage());
            }
            console.bad(upgrade.phase().doing() + ": " + why);
            UpgradeFlow.Failed failed = UpgradeFlow.failed(
                    upgrade,
                    why,
                    isWaiting,
                    upgrade.phase().isHarmless()
                            ? RollbackFeasibility.FEASIBLE
                            : collector.rollbackFeasibility(upgrade));
            if (failed instanceof UpgradeFlow.Failed.Rollback rollback) {
                upgrade = rollback.upgrade();
            } else {
                return give(failed);
            }
        }
        return end(upgrade);
    }

    /** Discards an upgrade that has changed nothing. */
    void forget() throws IOException {
        file.clear();
        artifacts.forget();
    }

    private int give(UpgradeFlow.Failed failed) throws IOException {
        if (failed instanceof UpgradeFlow.Failed.Stopped stopped) {
            file.write(stopped.upgrade());
            if (stopped.upgrade().isRollback()) {
                advise(stopped.upgrade(), stopped.rollback());
            } else if (!stopped.rollback().isFeasible()) {
                console.say(stopped.rollback().why());
                console.say(
                        "The previous version is not restored automatically. Fix what is wrong, and run ./slipway upgrade again.");
                console.say(stopped.rollback().remedy());
            }
            return STOPPED;
        }
        forget();
        return FAILED;
    }

    /** Prints advice for a failed rollback. */
    private void advise(Upgrade upgrade, RollbackFeasibility rollback) {
        console.say("The line does not run " + upgrade.from().name() + " either. "
                + (rollback.isInfeasible()
                        ? rollback.why() + " ./slipway upgrade continues to "
                                + upgrade.to().name() + "."
                        : "Fix what is wrong, and run ./slipway upgrade again."));
    }

    private int end(Upgrade upgrade) throws IOException {
        forget();
        console.say("");
        if (upgrade.isRollback()) {
            console.say(
                    upgrade.from().name() + " runs again. " + upgrade.to().name() + " was not kept: " + upgrade.why());
            return FAILED;
        }
        console.say(upgrade.to().name() + " runs.");
        try {
            console.say(wayBack(upgrade));
            List<String> leftBehind = collector.leftBehind(upgrade);
            if (!leftBehind.isEmpty()) {
                console.say(UpgradePlan.leaving(leftBehind, upgrade.to().name()));
            }
        } catch (IOException | UpgradeException e) {
            console.warn("How to go back is not known: " + e.getMessage());
        }
        return DONE;
    }

    /** How to return to the former version. An upgrade checks whether that is feasible, but takes tags only. */
    private String wayBack(Upgrade upgrade) throws IOException {
        String intent = "To go back to the previous version: ";
        Upgrade.Point from = upgrade.from();
        if (Version.of(from.name()).isPresent()) {
            return intent + "./slipway upgrade " + from.name();
        }
        RollbackFeasibility rollback = collector.rollbackFeasibility(upgrade);
        if (rollback.isFeasible()) {
            String target = collector.repository().branchAt(from).orElse(from.commit());
            return intent + "git checkout " + target + ", then ./slipway up";
        }
        // While nobody knows, the remedy is for an upgrade that has not ended.
        return rollback.isInfeasible() ? rollback.why() + " " + rollback.remedy() : rollback.why();
    }
}
