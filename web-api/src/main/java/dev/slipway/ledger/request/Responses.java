package dev.slipway.ledger.request;

import dev.slipway.ledger.approval.ApprovalResponse;
import dev.slipway.ledger.approval.ApprovalService;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.request.execution.AgentLivenessRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Builds responses with approvals and deployments, by the same number of queries however many requests there are. */
@ApplicationScoped
public class Responses {

    @Inject
    ApprovalService approvals;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    AgentLivenessRepository liveness;

    @Inject
    Clock clock;

    public DeploymentRequestResponse of(DeploymentRequest request) {
        return of(List.of(request)).apply(request);
    }

    /** How each of these is shown. */
    Function<DeploymentRequest, DeploymentRequestResponse> of(List<DeploymentRequest> requests) {
        List<ApprovalResponse> inForce = approvals
                .inForce(
                        requests.stream()
                                .map(request -> request.candidate().release().id())
                                .distinct()
                                .toList(),
                        requests.stream()
                                .map(request ->
                                        request.candidate().environment().id())
                                .distinct()
                                .toList())
                .stream()
                .map(ApprovalResponse::of)
                .toList();
        Map<UUID, Deployment> came = deployments.find(requests.stream()
                .flatMap(request -> request.deploymentId().stream())
                .toList());
        Map<UUID, Instant> silences = silences(requests);
        return request -> DeploymentRequestResponse.of(request, inForce, came, silences);
    }

    /** Since when the agents that execute some of these have been silent, if they are. */
    private Map<UUID, Instant> silences(List<DeploymentRequest> requests) {
        Instant now = clock.instant();
        Map<UUID, Instant> silences = new HashMap<>();
        liveness.of(requests.stream()
                        .filter(request -> request.state() == State.RUNNING)
                        .map(DeploymentRequest::id)
                        .toList())
                .forEach((id, agent) -> agent.silentSince(now).ifPresent(since -> silences.put(id, since)));
        return silences;
    }
}
