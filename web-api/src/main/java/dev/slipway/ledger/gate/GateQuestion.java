package dev.slipway.ledger.gate;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.identity.job.Trigger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question to the gate.
 *
 * @param candidate the release and the environment
 * @param artifactDigest the archive that would be deployed, if the client says so
 * @param isRollback whether it is a rollback
 * @param actor who would deploy; null if nobody yet
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

    /** Whether a release may enter, as far as only that is known. */
    public static GateQuestion about(Candidate candidate, @Nullable String actor) {
        return new GateQuestion(candidate, null, false, actor, null);
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
