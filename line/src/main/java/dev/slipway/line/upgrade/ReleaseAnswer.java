package dev.slipway.line.upgrade;

import dev.slipway.line.http.Json;
import dev.slipway.line.program.Outcome;
import dev.slipway.line.upgrade.plan.Upgrade;
import dev.slipway.line.upgrade.plan.UpgradeException;
import java.util.Optional;

/**
 * Whether the new version's release was recorded.
 *
 * @param isRecorded whether it is on record with the archive that was built
 * @param isOther whether it is on record with another archive
 */
record ReleaseAnswer(boolean isRecorded, boolean isOther) {
    private static final String UNCHANGED = "The line is as it was.";

    /** As the verb {@code release --json} ended. */
    static ReleaseAnswer of(Outcome release) {
        Optional<String> state = Json.readOrEmpty(release.output()).find("state");
        return new ReleaseAnswer(release.isSuccess(), state.equals(Optional.of("refused")));
    }

    /**
     * Fails unless the release is recorded with the built archive. A retry has the same archive, so the upgrade ends if
     * another one is recorded; without an answer, it stays in this phase.
     */
    void requireRecorded(Upgrade.Point version) {
        if (isRecorded) {
            return;
        }
        if (isOther) {
            throw new UpgradeException(
                    "The build of " + version.name() + " is another archive than the one on record for it.",
                    UNCHANGED + " Either the JDK is another than it was built with: set JAVA_HOME to that one, and call"
                            + " ./slipway upgrade " + version.name()
                            + " again. Or the checkout is another, and this version"
                            + " builds its path into the archive. Where it was deployed before, this puts the archive on"
                            + " record back, without a build: ./slipway rollback " + version.version());
        }
        throw UpgradeException.waiting(
                "The ledger has not recorded the release.",
                UNCHANGED + " ./slipway upgrade goes on from here, ./slipway upgrade --back gives it up.");
    }
}
