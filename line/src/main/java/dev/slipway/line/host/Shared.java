package dev.slipway.line.host;

/**
 * What the workers of a group are told, all of them the same.
 *
 * @param environment by the line, as lines NAME=VALUE
 * @param configuration by the configuration of their service, as lines NAME=BASE64; empty where that is nothing
 * @param managementPassword by what the agent manages them
 */
record Shared(String environment, String configuration, String managementPassword) {

    /** Lines NAME=DIGEST, for everybody to read: a digest alone would tell a secret that is one of a few words. */
    String digests() {
        return "ENVIRONMENT=" + Digests.keyed(managementPassword + "\n", environment) + "\nCONFIGURATION="
                + Digests.keyed(managementPassword + "\n", configuration) + "\n";
    }

    @Override
    public String toString() {
        return "Shared[…]";
    }
}
