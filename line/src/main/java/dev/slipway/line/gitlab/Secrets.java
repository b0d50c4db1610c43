package dev.slipway.line.gitlab;

/**
 * What {@code prepare} made for GitLab.
 *
 * @param token the access token
 * @param hook the hook's token
 * @param client the secret of Slipway's own pipeline, which may deploy everything
 */
record Secrets(String token, String hook, String client) {

    /** Says nothing of them. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
