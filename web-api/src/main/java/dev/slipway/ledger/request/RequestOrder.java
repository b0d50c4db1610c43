package dev.slipway.ledger.request;

import java.util.Optional;
import java.util.UUID;

/**
 * A deployment request that an agent carries out.
 *
 * @param id which one
 * @param service whose release
 * @param version which of its releases
 * @param artifactDigest that release's archive
 * @param isRollback whether an earlier release is to be put back
 * @param contextRoot where the application lies on its server, if the request says so
 * @param probePath what answers when the application is well, if the request says so
 * @param probeSeconds for how long to wait for that
 * @param actor who asked for it
 */
public record RequestOrder(
        UUID id,
        String service,
        String version,
        String artifactDigest,
        boolean isRollback,
        Optional<String> contextRoot,
        Optional<String> probePath,
        Optional<Integer> probeSeconds,
        String actor) {

    static RequestOrder of(DeploymentRequest request) {
        return new RequestOrder(
                request.id(),
                request.candidate().service(),
                request.candidate().release().version(),
                request.candidate().release().artifactDigest(),
                request.isRollback(),
                request.contextRoot(),
                request.probePath(),
                request.probeSeconds(),
                request.actor());
    }
}
