package dev.slipway.ledger.request.admission;

import dev.slipway.ledger.approval.Approval;
import dev.slipway.ledger.approval.ApprovalDecided;
import dev.slipway.ledger.approval.ApprovalVerdict;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.evidence.EvidenceAdded;
import dev.slipway.ledger.gate.GateService;
import dev.slipway.ledger.gate.answer.Decision;
import dev.slipway.ledger.gate.answer.GateAnswer;
import dev.slipway.ledger.gate.answer.GateQuestion;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.policy.PolicyService;
import dev.slipway.ledger.policy.Rules;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import dev.slipway.ledger.request.RequestNotifier;
import dev.slipway.ledger.request.RequestWithdrawal;
import dev.slipway.ledger.request.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Re-evaluates the gate for open deployment requests when its facts have changed. */
@ApplicationScoped
@Transactional
public class ReconsiderationService {

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    GateService gate;

    @Inject
    PolicyService policies;

    @Inject
    RequesterService requesters;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    RequestWithdrawal withdrawals;

    @Inject
    RequestNotifier notifier;

    @Inject
    Clock clock;

    /** Re-evaluates the gate for a request, if it is still open, as {@link #confirm} does. */
    void reconsider(UUID id) {
        requests.lock(id).ifPresent(this::confirm);
    }

    /**
     * Re-evaluates the gate for a locked request, if it is still open. If this worker cannot find out who is an
     * approver, another one may: a request for the agent then keeps its state, unless it is allowed and something else
     * now forbids it. A client that deploys by itself goes by the state.
     *
     * @return whether it may begin
     */
    public boolean confirm(DeploymentRequest request) {
        if (isOver(request)) {
            return false;
        }
        GateAnswer answer = gate.evaluate(question(request));
        boolean mayBeKnown = request.state() == State.ALLOWED ? answer.awaitsKeycloakAlone() : answer.awaitsKeycloak();
        if (!request.isForAgent() || !mayBeKnown) {
            decide(request, answer);
        }
        return answer.decision() == Decision.ALLOW;
    }

    void approved(@Observes ApprovalDecided decided) {
        Approval approval = decided.approval();
        Candidate candidate = new Candidate(approval.release(), approval.environment());
        requests.lock(candidate);
        Optional<DeploymentRequest> target = approval.requestId()
                .map(id -> change(id, candidate))
                .or(() -> requests.lockUnfinishedDeploy(candidate));
        boolean isNeeded =
                target.filter(request -> request.state() != State.WAITING).isEmpty();
        if (approval.verdict() == ApprovalVerdict.APPROVED && isNeeded) {
            gate.objection(target.map(this::question).orElseGet(() -> expected(candidate)), approval.approver())
                    .ifPresent(contribution -> {
                        throw new ProblemException(
                                ProblemType.FOUR_EYES,
                                approval.approver() + " " + contribution + ": somebody else has to approve it.");
                    });
        }
        target.ifPresent(request -> {
            if (request.state() == State.ALLOWED) {
                confirm(request);
            } else {
                decide(request);
            }
        });
    }

    /** The configuration change that an approver names: still open, since they have not seen what replaces it. */
    private DeploymentRequest change(UUID id, Candidate candidate) {
        DeploymentRequest change = requests.lock(id)
                .filter(DeploymentRequest::isConfigure)
                .filter(found -> isSame(found.candidate(), candidate))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_REFERENCE,
                        "Name the request of a configuration change, with its service, version and environment. Leave it out to"
                                + " approve or refuse the release.",
                        new Violation("requestId", "is no configuration change of this release there")));
        if (!change.state().isOpen()) {
            throw new ProblemException(
                    ProblemType.REQUEST_CLOSED,
                    "This configuration change is " + change.state()
                            + " already. If another one has replaced it, look at that one.");
        }
        return change;
    }

    private static boolean isSame(Candidate one, Candidate other) {
        return one.release().id().equals(other.release().id())
                && one.environment().id().equals(other.environment().id());
    }

    /** New evidence may change the decision in either direction. */
    void evidenceAdded(@Observes EvidenceAdded added) {
        requests.open(added.release()).forEach(this::reconsider);
    }

    /**
     * Re-evaluates the gate for a locked request, if it is still open, and decides on it also where this worker cannot
     * find out who is an approver: whoever has approved it sees what it waits for.
     */
    private void decide(DeploymentRequest request) {
        if (!isOver(request)) {
            decide(request, gate.evaluate(question(request)));
        }
    }

    /** Whether a locked request is no longer open, or is withdrawn now, whatever the gate says. */
    private boolean isOver(DeploymentRequest request) {
        if (!request.state().isOpen()) {
            return true;
        }
        return withdrawals.expire(request, () -> soakTime(request), clock.instant())
                || endIfSuperseded(request)
                || endIfSourceChanged(request);
    }

    private Duration soakTime(DeploymentRequest request) {
        return policies.rules(request.candidate().environment()).soakTime().orElse(Duration.ZERO);
    }

    private void decide(DeploymentRequest request, GateAnswer answer) {
        if (request.decide(answer)) {
            gate.record(request.id(), request.candidate().release(), answer);
            notifier.notifyChanged(request);
        }
    }

    /** The expected question on a candidate that has not been requested yet, as far as it is known. */
    private GateQuestion expected(Candidate candidate) {
        Rules rules = policies.rules(candidate.environment());
        return GateQuestion.about(
                candidate,
                rules.isPromotedAutomatically() && rules.promotesFrom() != null
                        ? requesters.before(candidate, rules.promotesFrom())
                        : List.of());
    }

    /**
     * Withdraws a locked request that was to replace another release than the one that is live by now, if it is still open.
     *
     * @return whether it did
     */
    public boolean endIfSuperseded(DeploymentRequest request) {
        Candidate candidate = request.candidate();
        Optional<String> live = request.fromVersion()
                .filter(from -> request.state().isOpen())
                .flatMap(from -> deployments
                        .live(candidate.service(), candidate.environment().name())
                        .filter(deployment -> isOther(deployment, from) && !mayYetFail(deployment))
                        .flatMap(Deployment::release)
                        .map(Release::version));
        live.ifPresent(version -> withdrawals.supersede(request, version, clock.instant()));
        return live.isPresent();
    }

    /** Withdraws an allowed automatic promotion if another release is live by now in the environment that it came from. */
    private boolean endIfSourceChanged(DeploymentRequest request) {
        Optional<Deployment> live = request.promotedFrom()
                .filter(from -> request.isAutomatic() && request.state() == State.ALLOWED)
                .flatMap(from -> deployments.live(request.candidate().service(), from))
                .filter(deployment -> deployment
                        .artifactDigest()
                        .filter(digest ->
                                !digest.equals(request.candidate().release().artifactDigest()))
                        .isPresent())
                .filter(deployment -> !mayYetFail(deployment));
        live.ifPresent(deployment -> {
            String from = deployment.environment().name();
            withdrawals.withdraw(
                    request,
                    "It was promoted from %s, which runs another release by now.".formatted(from),
                    clock.instant());
        });
        return live.isPresent();
    }

    private static boolean isOther(Deployment live, String version) {
        return live.release()
                .filter(release -> !release.version().equals(version))
                .isPresent();
    }

    /** Whether a worker shows it while the agent still carries it out. */
    private boolean mayYetFail(Deployment live) {
        return !live.isClaimed()
                && live.executor().isPresent()
                && requests.running(live.service().id(), live.environment().id()).stream()
                        .anyMatch(request -> hasBrought(request, live));
    }

    private static boolean hasBrought(DeploymentRequest running, Deployment live) {
        Digest digest = running.candidate().release().artifactDigest();
        return running.claimedAt().filter(at -> !at.isAfter(live.finishedAt())).isPresent()
                && live.release()
                        .filter(release -> release.artifactDigest().equals(digest))
                        .isPresent();
    }

    /** The question to the gate on a request. */
    public GateQuestion question(DeploymentRequest request) {
        return new GateQuestion(
                request.candidate(),
                null,
                request.isRollback(),
                requesters.of(request),
                request.isConfigure()
                        ? new GateQuestion.Change(
                                request.id(), request.configurationVersion().orElseThrow())
                        : null);
    }
}
