package dev.slipway.ledger.request.execution;

import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.ProbeOptions;
import dev.slipway.ledger.request.restoration.AcceptedProbe;
import java.util.Optional;
import java.util.UUID;

/**
 * A deployment request as an order to an agent.
 *
 * @param artifactDigest that release's archive
 * @param isRollback whether it restores an earlier release
 * @param probe the application's context root and health check
 * @param actor the requester
 * @param isConfigure whether only the configuration changes, and the release stays
 * @param configurationVersion the configuration version that it deploys; 0 if nothing was ever set, empty if there
 *     can be none, without a server group
 * @param configurationBefore the version that was in force when it began; 0 and empty likewise
 * @param rehearsal the rollback that is to be rehearsed before; empty for none
 * @param probeBefore the health check that the live release went live with; empty if no agent deployed it
 */
public record RequestOrder(
        UUID id,
        String service,
        String version,
        Digest artifactDigest,
        boolean isRollback,
        ProbeOptions probe,
        String actor,
        boolean isConfigure,
        Optional<Integer> configurationVersion,
        Optional<Integer> configurationBefore,
        Optional<Rehearsal> rehearsal,
        Optional<AcceptedProbe> probeBefore) {

    static RequestOrder of(
            DeploymentRequest request, Optional<Rehearsal> rehearsal, Optional<AcceptedProbe> probeBefore) {
        return new RequestOrder(
                request.id(),
                request.candidate().service(),
                request.candidate().release().version(),
                request.candidate().release().artifactDigest(),
                request.isRollback(),
                request.probe(),
                request.actor(),
                request.isConfigure(),
                request.configurationVersion(),
                request.configurationBefore(),
                rehearsal,
                probeBefore);
    }
}
