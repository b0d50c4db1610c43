package dev.slipway.ledger.request.execution;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentChanged;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import dev.slipway.ledger.request.RequestNotifier;
import dev.slipway.ledger.request.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;

/** Closes the request that a recorded deployment fulfils, in the transaction that records it. */
@ApplicationScoped
class RequestCompletion {
    @Inject
    DeploymentRequestRepository requests;

    @Inject
    RequestNotifier notifier;

    @Inject
    Clock clock;

    /** A recorded deployment closes its request, whatever the gate's answer; the reasons stay on the request. */
    void close(@Observes DeploymentChanged recorded) {
        Deployment deployment = recorded.deployment();
        deployment.requestId().ifPresent(id -> {
            DeploymentRequest request = requests.lock(id)
                    .filter(found -> isFor(found, deployment))
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.UNKNOWN_REFERENCE,
                            "There is no such request for this release and this environment.",
                            new Violation("requestId", "is not a request for this deployment")));
            if (request.deploymentId().isEmpty()) {
                expectAgents(request, deployment);
                request.finish(deployment.id(), clock.instant());
                request.promotedFrom().ifPresent(deployment::promotedFrom);
                notifier.notifyChanged(request);
            }
        });
    }

    /**
     * Only the agent may end a request that it executes: its result states the restored release, and releases its lock.
     */
    private static void expectAgents(DeploymentRequest request, Deployment deployment) {
        boolean isAgents = request.state() == State.RUNNING || request.isConfigure();
        if (isAgents && deployment.executor().isEmpty()) {
            throw new ProblemException(
                    ProblemType.REQUEST_CLOSED,
                    "The agent carries this request out, and records the deployment itself.",
                    new Violation("requestId", "is carried out by the agent"));
        }
    }

    private static boolean isFor(DeploymentRequest request, Deployment deployment) {
        Candidate candidate = request.candidate();
        return deployment.environment().id().equals(candidate.environment().id())
                && deployment
                        .release()
                        .filter(release ->
                                release.id().equals(candidate.release().id()))
                        .isPresent();
    }
}
