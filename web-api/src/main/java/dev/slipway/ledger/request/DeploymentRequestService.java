package dev.slipway.ledger.request;

import dev.slipway.ledger.archive.ArchiveService;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.candidate.CandidateService;
import dev.slipway.ledger.definition.DefinitionService;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.gate.answer.GateQuestion;
import dev.slipway.ledger.gate.answer.Requester;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.admission.Job;
import dev.slipway.ledger.request.admission.ReconsiderationService;
import dev.slipway.ledger.request.admission.RequestAdmission;
import dev.slipway.ledger.request.admission.RequesterService;
import dev.slipway.ledger.request.execution.RequestClaimService;
import dev.slipway.ledger.request.restoration.AcceptedProbe;
import dev.slipway.ledger.request.restoration.RestorationService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes deployment requests, and withdraws them. */
@ApplicationScoped
@Transactional
public class DeploymentRequestService {

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    CandidateService candidates;

    @Inject
    RequestAdmission admission;

    @Inject
    RequesterService requesters;

    @Inject
    ArchiveService archives;

    @Inject
    DefinitionService definitions;

    @Inject
    RestorationService restorations;

    @Inject
    RequestClaimService claims;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    IdempotencyService idempotency;

    @Inject
    ReconsiderationService reconsideration;

    @Inject
    RequestWithdrawal withdrawals;

    @Inject
    RequestNotifier notifier;

    @Inject
    Clock clock;

    /**
     * Requests a deployment.
     *
     * @param mayRead whether the caller may read the archive anyway, so that naming it proves that the service has it
     */
    RequestOutcome request(
            RequestDeploymentRequest body, boolean mayRead, Initiator caller, Job job, Optional<IdempotencyKey> key) {
        return request(body, mayRead, caller, job, key, null);
    }

    /**
     * Requests a promotion.
     *
     * @param promotedFrom the source environment
     */
    public RequestOutcome promote(
            RequestDeploymentRequest body,
            Initiator caller,
            Job job,
            Optional<IdempotencyKey> key,
            String promotedFrom) {
        return request(body, false, caller, job, key, promotedFrom);
    }

    private RequestOutcome request(
            RequestDeploymentRequest body,
            boolean mayRead,
            Initiator caller,
            Job job,
            Optional<IdempotencyKey> key,
            @Nullable String promotedFrom) {
        Candidate candidate = candidates.get(body.service(), body.version(), body.environment());
        Initiator requester =
                body.syncId() == null ? own(body, caller) : claims.behind(body.syncId(), body.environment(), caller);
        DeploymentRequest request =
                DeploymentRequest.deploy(candidate, body, acceptedProbe(body, candidate), requester, clock.instant());
        if (promotedFrom != null) {
            request.promotes(promotedFrom);
        }
        if (body.restoresConfiguration()) {
            restorations.lock(candidate);
        }
        requests.lock(candidate);
        Optional<RequestOutcome> joined = join(request, caller, key);
        if (joined.isPresent()) {
            return joined.get();
        }
        if (mayRead && body.bringsArchive()) {
            confirmArchive(candidate, body);
        }
        expectArchive(request);
        useToken(job.behind(requester), request);
        decide(request, body, requesters.of(request));
        claims.begin(request, request.syncId(), caller);
        notifier.notifyChanged(request);
        return new RequestOutcome(request, false);
    }

    /** The health check that the release went live with in this environment, if it returns there. */
    private Optional<AcceptedProbe> acceptedProbe(RequestDeploymentRequest body, Candidate candidate) {
        return body.returnsToEarlier()
                ? restorations.probe(candidate.release(), candidate.environment())
                : Optional.empty();
    }

    /**
     * The request that this one repeats: one with the same idempotency key, or the same request that is still open.
     *
     * @throws ProblemException if a different request is open for the candidate
     */
    private Optional<RequestOutcome> join(DeploymentRequest request, Initiator caller, Optional<IdempotencyKey> key) {
        Optional<DeploymentRequest> unfinished = requests.lockUnfinishedDeploy(request.candidate());
        if (unfinished.isPresent() && reconsideration.endIfSuperseded(unfinished.get())) {
            unfinished = Optional.empty();
        }
        DeploymentRequest existing = unfinished.orElse(null);
        boolean isSame = existing != null && existing.isSameAs(request);
        // Claimed before a different request is refused: a repetition gets what its key created, whatever is open now.
        Optional<UUID> earlier = idempotency.claim(key, existing != null && isSame ? existing.id() : request.id());
        if (earlier.isPresent()) {
            return Optional.of(new RequestOutcome(requests.find(earlier.get()).orElseThrow(), false));
        }
        if (existing == null) {
            return Optional.empty();
        }
        if (!isSame) {
            throw exists(existing, request);
        }
        existing.join(request);
        claims.begin(existing, request.syncId(), caller);
        return Optional.of(new RequestOutcome(existing, true));
    }

    private void useToken(Job job, DeploymentRequest request) {
        Candidate candidate = request.candidate();
        // Calling a new release a rollback must not lower the requirements.
        boolean isReturn = request.isRollback() && deployments.mayReturn(candidate.release(), candidate.environment());
        admission.useToken(job, request, isReturn);
    }

    /** Evaluates the gate, and stores the request with its answer. */
    private void decide(DeploymentRequest request, RequestDeploymentRequest requested, List<Requester> who) {
        Candidate candidate = request.candidate();
        GateQuestion question = new GateQuestion(
                candidate, Digest.ofNullable(requested.artifactDigest()).orElse(null), request.isRollback(), who, null);
        admission.decide(request, question, () -> {
            if (requested.restoresConfiguration()) {
                restorations.version(candidate, request.actor()).ifPresent(request::deployConfiguration);
            }
        });
        if (request.isForAgent() && request.state() != State.REFUSED) {
            definitions.provide(
                    candidate.service(),
                    candidate.environment().name(),
                    request.probe().contextRoot(),
                    request.probe().probePath(),
                    request.actor());
        }
    }

    private static Initiator own(RequestDeploymentRequest requested, Initiator caller) {
        if (requested.needsAgent() && requested.channel() != null && requested.channel() != caller.channel()) {
            throw ProblemException.invalid(List.of(new Violation(
                    "channel", "must be " + caller.channel() + " or left out: it depends on the caller")));
        }
        return caller;
    }

    /** Records that the service has an archive that the caller may read anyway, as recording a release does. */
    private void confirmArchive(Candidate candidate, RequestDeploymentRequest requested) {
        Digest digest = candidate.release().artifactDigest();
        if (digest.text().equals(requested.artifactDigest())) {
            archives.confirm(List.of(candidate.service()), digest);
        }
    }

    private void expectArchive(DeploymentRequest request) {
        Release release = request.candidate().release();
        if (request.isForAgent() && !archives.extendRetention(release.id(), release.artifactDigest())) {
            throw new ProblemException(
                    ProblemType.ARCHIVE_MISSING,
                    "The agent gets the archive from the ledger, and nobody who may deploy "
                            + request.candidate().service() + " has uploaded it. Upload it with PUT archives/"
                            + release.artifactDigest()
                            + ", then send the request again.",
                    new Violation("version", "has no stored archive"));
        }
    }

    private static ProblemException exists(DeploymentRequest existing, DeploymentRequest request) {
        return new ProblemException(
                ProblemType.REQUEST_EXISTS,
                "The request %s for %s in %s, created by %s, is %s%s."
                        .formatted(
                                existing.id(),
                                request.candidate().release().version(),
                                request.candidate().environment().name(),
                                existing.actor(),
                                existing.state() == State.RUNNING ? "running" : "open",
                                request.isForAgent() && !existing.isForAgent() ? " and not for the agent" : ""),
                new Violation("version", "has an open request for this environment"));
    }

    DeploymentRequest withdraw(UUID id, @Nullable String comment, String actor) {
        DeploymentRequest request = requests.lock(id).orElseThrow(NotFoundException::new);
        withdrawals.withdraw(request, actor, comment, clock.instant());
        return request;
    }
}
