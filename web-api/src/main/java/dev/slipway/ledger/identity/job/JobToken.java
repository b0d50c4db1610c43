package dev.slipway.ledger.identity.job;

import java.time.Instant;

/**
 * The claims about a pipeline's job that a GitLab has signed.
 *
 * @param issuer the GitLab
 * @param id the token's {@code jti}
 * @param expiresAt when it expires
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
