package dev.slipway.ledger.gate;

import dev.slipway.ledger.candidate.Candidate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to the gate.
 *
 * @param candidate the release and the environment
 * @param artifactDigest the archive that would be deployed, if the client says so
 * @param isRollback whether it is a rollback
 * @param askers who asks for the deployment; empty if nobody yet
 * @param configuredAt of a change of the configuration alone, when it was asked for; null for a release
 */
public record GateQuestion(
        Candidate candidate,
        @Nullable String artifactDigest,
        boolean isRollback,
        List<Asker> askers,
        @Nullable Instant configuredAt) {

    /** Keeps a copy of who asks. */
    public GateQuestion {
        askers = List.copyOf(askers);
    }

    /** Whether a release may enter, as far as only that is known. */
    public static GateQuestion about(Candidate candidate, List<Asker> askers) {
        return new GateQuestion(candidate, null, false, askers, null);
    }

    /** Whether only the configuration changes. */
    boolean isConfigure() {
        return configuredAt != null;
    }

    /** Whether a verdict of this time applies: for a configuration change, only one given after it was requested. */
    boolean isAnsweredAt(Instant time) {
        return configuredAt == null || !time.isBefore(configuredAt);
    }
}
