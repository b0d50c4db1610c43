package dev.slipway.line.gitlab;

import java.net.URI;

/**
 * Where the line answers, as browsers, jobs and this program reach it.
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

    /** Where the ledger takes GitLab's hooks. */
    String hook() {
        return ledger + "/api/v1/hooks/gitlab";
    }
}
