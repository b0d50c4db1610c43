package dev.slipway.line.host.plan;

/**
 * The files shared by all workers of a group.
 *
 * @param environment the line's variables, as lines NAME=VALUE
 * @param configuration the variables of the service's configuration, as lines NAME=BASE64; may be empty
 * @param managementPassword the agent's management password
 */
public record SharedFiles(String environment, String configuration, String managementPassword) {

    /** Lines NAME=DIGEST, world-readable; keyed, since a plain digest would reveal a guessable secret. */
    String digests() {
        return "ENVIRONMENT=" + Digests.keyed(managementPassword + "\n", environment) + "\nCONFIGURATION="
                + Digests.keyed(managementPassword + "\n", configuration) + "\n";
    }

    @Override
    public String toString() {
        return "Shared[…]";
    }
}
