package dev.slipway.ledger.gate.answer;

import dev.slipway.ledger.approval.Approval;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.platform.text.Digest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question to the gate.
 *
 * @param candidate the release and the environment
 * @param artifactDigest the archive that would be deployed, if the client states it
 * @param requesters who requests the deployment; empty if nobody yet
 * @param change the change of the configuration alone; null for a release
 */
public record GateQuestion(
        Candidate candidate,
        @Nullable Digest artifactDigest,
        boolean isRollback,
        List<Requester> requesters,
        @Nullable Change change) {

    /**
     * A change of the configuration alone.
     *
     * @param requestId its request
     * @param version the configuration version that is to be in force
     */
    public record Change(UUID requestId, int version) {}

    public GateQuestion {
        requesters = List.copyOf(requesters);
    }

    /** Whether a release may enter, as far as only that is known. */
    public static GateQuestion about(Candidate candidate, List<Requester> requesters) {
        return new GateQuestion(candidate, null, false, requesters, null);
    }

    /** Whether only the configuration changes. */
    public boolean isConfigure() {
        return change != null;
    }

    /** The configuration version that is to be in force; null for a release. */
    public @Nullable Integer configurationVersion() {
        return change == null ? null : change.version();
    }

    /** Whether a verdict applies: for a configuration change, only one that names it; for a release, only one that names none. */
    public boolean isAnsweredBy(Approval approval) {
        return approval.requestId().equals(Optional.ofNullable(change).map(Change::requestId));
    }
}
