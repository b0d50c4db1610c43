package dev.slipway.ledger.gate;

import dev.slipway.ledger.candidate.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * What the gate is asked.
 *
 * @param candidate may this release enter this environment?
 * @param artifactDigest the archive that would be deployed, if the client says so
 * @param isRollback whether an earlier release is to be put back
 * @param actor who would deploy
 */
public record GateQuestion(Candidate candidate, @Nullable String artifactDigest, boolean isRollback, String actor) {}
