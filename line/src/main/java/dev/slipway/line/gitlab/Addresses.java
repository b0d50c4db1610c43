package dev.slipway.line.gitlab;

import java.net.URI;

/**
 * The URLs of the line, as browsers, jobs and this program use them.
 *
 * @param ledger the ledger
 * @param auth Keycloak
 * @param gitlab GitLab
 */
record Addresses(URI ledger, URI auth, URI gitlab) {

    /** The realm's issuer. */
    String issuer() {
        return auth + "/realms/slipway";
    }

    /** The ledger's endpoint for GitLab's webhooks. */
    String hook() {
        return ledger + "/api/v1/hooks/gitlab";
    }
}
