package dev.slipway.ledger.request;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.deployment.Initiator;
import java.time.Instant;
import java.util.Optional;

/** Deployment requests that the gate has not answered yet, for the tests of what decides on them. */
public final class TestRequests {
    private TestRequests() {}

    /** A request to deploy a candidate. */
    public static DeploymentRequest deploy(
            Candidate candidate, Initiator requester, boolean isForAgent, Instant requestedAt) {
        RequestDeploymentRequest body = new RequestDeploymentRequest(
                "shop", "1.0", "staging", null, null, null, null, isForAgent, null, null, null, null, null, null);
        return DeploymentRequest.deploy(candidate, body, Optional.empty(), requester, requestedAt);
    }
}
