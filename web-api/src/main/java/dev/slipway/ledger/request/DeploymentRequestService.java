package dev.slipway.ledger.request;

import dev.slipway.ledger.approval.Approval;
import dev.slipway.ledger.approval.ApprovalDecided;
import dev.slipway.ledger.approval.ApprovalVerdict;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.candidate.CandidateService;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentRecorded;
import dev.slipway.ledger.evidence.EvidenceAdded;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.gate.GateQuestion;
import dev.slipway.ledger.gate.GateService;
import dev.slipway.ledger.idempotency.IdempotencyKey;
import dev.slipway.ledger.idempotency.IdempotencyService;
import dev.slipway.ledger.policy.PolicyService;
import dev.slipway.ledger.problem.ProblemException;
import dev.slipway.ledger.problem.ProblemType;
import dev.slipway.ledger.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps deployment requests, and moves each on as soon as it may. */
@ApplicationScoped
@Transactional
public class DeploymentRequestService {

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    CandidateService candidates;

    @Inject
    GateService gate;

    @Inject
    PolicyService policies;

    @Inject
    IdempotencyService idempotency;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    DeploymentRequest request(RequestDeploymentRequest asked, String actor, Optional<IdempotencyKey> key) {
        Candidate candidate = candidates.get(asked.service(), asked.version(), asked.environment());
        DeploymentRequest request = new DeploymentRequest(candidate, asked, actor, clock.instant());
        Optional<UUID> earlier = idempotency.claim(key, request.id());
        if (earlier.isPresent()) {
            return requests.find(earlier.get()).orElseThrow();
        }
        requests.lock(candidate);
        requests.open(candidate).ifPresent(open -> {
            throw new ProblemException(
                    ProblemType.REQUEST_EXISTS,
                    "The request " + open + " for " + asked.version() + " in " + asked.environment() + " is open.",
                    new Violation("version", "has an open request for this environment"));
        });
        request.decide(gate.ask(new GateQuestion(candidate, asked.artifactDigest(), request.isRollback(), actor)));
        requests.add(request);
        tell(request);
        return request;
    }

    DeploymentRequest withdraw(UUID id, @Nullable String comment, String actor) {
        DeploymentRequest request = requests.lock(id).orElseThrow(NotFoundException::new);
        if (!request.state().isOpen()) {
            throw new ProblemException(ProblemType.REQUEST_CLOSED, "It is " + request.state() + " already.");
        }
        request.withdraw(actor, comment, clock.instant());
        tell(request);
        return request;
    }

    /** Asks the gate once more about a request, if it is still open. */
    void reconsider(UUID id) {
        requests.lock(id).ifPresent(this::reconsider);
    }

    void approved(@Observes ApprovalDecided decided) {
        Approval approval = decided.approval();
        Candidate candidate = new Candidate(approval.release(), approval.environment());
        requests.lock(candidate);
        requests.open(candidate).flatMap(requests::lock).ifPresent(request -> {
            if (request.state() == State.WAITING
                    && approval.verdict() == ApprovalVerdict.APPROVED
                    && request.actor().equals(approval.approver())
                    && policies.rules(candidate.environment()).isFourEyes()) {
                throw new ProblemException(
                        ProblemType.FOUR_EYES,
                        "The request " + request.id() + " is yours: somebody else has to approve it.");
            }
            reconsider(request);
        });
    }

    /** Evidence may speak against what is allowed already, or for what is not. */
    void evidenceAdded(@Observes EvidenceAdded added) {
        requests.open(added.release()).forEach(this::reconsider);
    }

    /** What was deployed is on record, whatever the gate says of it: then the reasons stay with the request. */
    void deployed(@Observes DeploymentRecorded recorded) {
        Deployment deployment = recorded.deployment();
        deployment.requestId().ifPresent(id -> {
            DeploymentRequest request = requests.lock(id)
                    .filter(found -> isFor(found, deployment))
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.UNKNOWN_REFERENCE,
                            "There is no such request for this release and this environment.",
                            new Violation("requestId", "is not a request for this deployment")));
            if (request.deploymentId().isEmpty()) {
                request.finish(deployment.id(), clock.instant());
                tell(request);
            }
        });
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

    private void reconsider(DeploymentRequest request) {
        if (!request.state().isOpen()) {
            return;
        }
        GateQuestion question = new GateQuestion(request.candidate(), null, request.isRollback(), request.actor());
        if (request.expire(clock.instant()) || request.decide(gate.ask(question))) {
            tell(request);
        }
    }

    private void tell(DeploymentRequest request) {
        changed.fire(new Changed(
                Changed.Kind.REQUEST,
                request.id(),
                request.candidate().service(),
                request.candidate().environment().name()));
    }
}
