package dev.slipway.ledger.gate;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.identity.job.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * What the gate is asked.
 *
 * @param candidate may this release enter this environment?
 * @param artifactDigest the archive that would be deployed, if the client says so
 * @param isRollback whether an earlier release is to be put back
 * @param actor who would deploy; null while nobody asks for it
 * @param trigger who ran the pipeline that asks, if that is known
 */
public record GateQuestion(
        Candidate candidate,
        @Nullable String artifactDigest,
        boolean isRollback,
        @Nullable String actor,
        @Nullable Trigger trigger) {}
