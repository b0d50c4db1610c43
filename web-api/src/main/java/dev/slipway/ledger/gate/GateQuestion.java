package dev.slipway.ledger.gate;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.identity.job.Trigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the gate is asked.
 *
 * @param candidate may this release enter this environment?
 * @param artifactDigest the archive that would be deployed, if the client says so
 * @param isRollback whether an earlier release is to be put back
 * @param actor who would deploy; null while nobody asks for it
 * @param trigger who ran the pipeline that asks, if that is known
 * @param configuredAt of a change of the configuration alone, when it was asked for; null for a release
 */
public record GateQuestion(
        Candidate candidate,
        @Nullable String artifactDigest,
        boolean isRollback,
        @Nullable String actor,
        @Nullable Trigger trigger,
        @Nullable Instant configuredAt) {

    /** Whether a release may enter. */
    public GateQuestion(
            Candidate candidate,
            @Nullable String artifactDigest,
            boolean isRollback,
            @Nullable String actor,
            @Nullable Trigger trigger) {
        this(candidate, artifactDigest, isRollback, actor, trigger, null);
    }

    /** Whether the release stays, and only its configuration is to be another. */
    boolean isConfigure() {
        return configuredAt != null;
    }

    /** Whether what was said at this time was said of it: of a configuration, not before it was asked for. */
    boolean isAnsweredAt(Instant time) {
        return configuredAt == null || !time.isBefore(configuredAt);
    }
}
