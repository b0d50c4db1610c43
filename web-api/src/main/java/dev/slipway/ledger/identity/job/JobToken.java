package dev.slipway.ledger.identity.job;

import java.time.Instant;

/**
 * What a GitLab says of a pipeline's job, and has signed.
 *
 * @param issuer the GitLab
 * @param id the token's own name
 * @param expiresAt until when it is good
 * @param project the project's number
 * @param sha the commit that the pipeline is for
 * @param isRefProtected whether the commit's branch or tag is protected
 * @param trigger who ran the pipeline
 */
public record JobToken(
        String issuer,
        String id,
        Instant expiresAt,
        int project,
        String sha,
        boolean isRefProtected,
        Trigger trigger) {}
