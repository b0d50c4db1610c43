package dev.slipway.ledger.request;

import dev.slipway.ledger.approval.ApprovalResponse;
import dev.slipway.ledger.approval.ApprovalService;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Shows requests together with what approvers said and what came of them; however many, by the same two questions. */
@ApplicationScoped
class Responses {

    @Inject
    ApprovalService approvals;

    @Inject
    DeploymentService deployments;

    DeploymentRequestResponse of(DeploymentRequest request) {
        return of(List.of(request)).apply(request);
    }

    /** How each of these is shown. */
    Function<DeploymentRequest, DeploymentRequestResponse> of(List<DeploymentRequest> requests) {
        List<ApprovalResponse> said = approvals
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
        return request -> DeploymentRequestResponse.of(request, said, came);
    }
}
