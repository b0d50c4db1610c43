package dev.slipway.line.upgrade;

import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.http.Json;
import dev.slipway.line.program.Outcome;
import dev.slipway.line.upgrade.plan.UpgradeException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gate's answer for the new version.
 *
 * @param code the exit code of the verb {@code gate}
 * @param actor who made the request; empty without one
 * @param reasons the codes of its reasons
 */
record GateAnswer(int code, String actor, Set<String> reasons) {
    private static final String EVIDENCE_MISSING = "evidence-missing";
    private static final String UNCHANGED = "The line is as it was.";

    GateAnswer {
        reasons = Set.copyOf(reasons);
    }

    /** As the verb {@code gate --json} ended. */
    static GateAnswer of(Outcome gate) {
        Json request = Json.readOrEmpty(gate.output());
        return new GateAnswer(
                gate.code(),
                request.find("actor").orElse(""),
                request.items("reasons").stream()
                        .flatMap(reason -> reason.find("code").stream())
                        .collect(Collectors.toSet()));
    }

    /** Whether the request is open: allowed, or still waiting. */
    boolean isOpen() {
        return code == ExitCode.OK || code == ExitCode.WAITING;
    }

    /**
     * Fails if the open request is not the line's own: the verb {@code gate} joins anybody's, but {@code up} cannot
     * deploy beside it.
     *
     * @param whoami how the verb {@code whoami --json} ended
     */
    void requireOwn(Outcome whoami) {
        String me = Json.readOrEmpty(whoami.output()).find("name").orElseThrow(GateAnswer::unanswered);
        if (!actor.equals(me)) {
            throw UpgradeException.waiting(
                    "The request that " + actor + " made for it is open.",
                    UNCHANGED + " Withdraw it on the release's page. Then ./slipway upgrade goes on from here.");
        }
    }

    /**
     * Fails unless the gate allows it. If approvals, evidence or a retry can help, the upgrade stays, and with it the
     * built archive, since evidence is added to its release.
     *
     * @param archive the path of the built archive
     * @param version the version of its release
     */
    void requireAllowed(Path archive, String version) {
        if (code == ExitCode.WAITING) {
            throw UpgradeException.waiting(
                    "The gate waits for approvals.",
                    UNCHANGED + " When they are there: ./slipway upgrade goes on from here.");
        }
        if (code == ExitCode.REFUSED && reasons.contains(EVIDENCE_MISSING)) {
            throw UpgradeException.waiting(
                    "The gate refuses it for lack of evidence.",
                    UNCHANGED + " Add what is missing to the release: ./slipway release " + archive
                            + " --service slipway --version " + version
                            + " --tests 'FILES' --sbom FILE. Then ./slipway upgrade goes on from here.");
        }
        if (code == ExitCode.REFUSED) {
            throw new UpgradeException("The gate refuses it.", UNCHANGED);
        }
        if (code != ExitCode.OK) {
            throw unanswered();
        }
    }

    private static UpgradeException unanswered() {
        return UpgradeException.waiting(
                "The gate does not answer.", UNCHANGED + " ./slipway upgrade goes on from here.");
    }
}
