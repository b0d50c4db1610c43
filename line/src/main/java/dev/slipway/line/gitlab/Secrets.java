package dev.slipway.line.gitlab;

/**
 * The secrets that {@code prepare} generated for GitLab.
 *
 * @param token the access token
 * @param hook the webhook's token
 * @param client the secret of Slipway's own pipeline, which may deploy Slipway, and no other service
 */
record Secrets(String token, String hook, String client) {

    /** Masks the secrets. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
