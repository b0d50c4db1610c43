package dev.slipway.ledger.request.execution;

import dev.slipway.ledger.request.AcceptedProbe;
import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.ProbeOptions;
import java.util.Optional;
import java.util.UUID;

/**
 * A deployment request as an order to an agent.
 *
 * @param id which one
 * @param service whose release
 * @param version which of its releases
 * @param artifactDigest that release's archive
 * @param isRollback whether an earlier release is to be put back
 * @param probe where the application lies on its server, and how its health is checked
 * @param actor who asked for it
 * @param isConfigure whether the release stays, and only the configuration is another
 * @param configurationVersion the version of the configuration that it comes with; empty where there is none to be had
 * @param configurationBefore the version that was in force when it began; empty where there is none to be had
 * @param rehearsal the rollback that is to be rehearsed before; empty for none
 * @param probeBefore the health check that the live release went live with; empty where no agent has deployed it
 */
public record RequestOrder(
        UUID id,
        String service,
        String version,
        String artifactDigest,
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
