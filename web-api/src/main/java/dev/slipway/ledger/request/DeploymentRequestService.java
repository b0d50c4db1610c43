package dev.slipway.ledger.request;

import dev.slipway.ledger.archive.ArchiveService;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.candidate.CandidateService;
import dev.slipway.ledger.definition.DefinitionService;
import dev.slipway.ledger.deployment.DeploymentService;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.gate.GateQuestion;
import dev.slipway.ledger.gate.Requester;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.release.Release;
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
    DeploymentService deployments;

    @Inject
    IdempotencyService idempotency;

    @Inject
    ReconsiderationService reconsideration;

    @Inject
    RequestNotifier notifier;

    @Inject
    Clock clock;

    /**
     * Asks for a deployment.
     *
     * @param mayRead whether the caller may read the archive anyway, so that the service has it by their word if they bring it
     */
    RequestOutcome request(
            RequestDeploymentRequest said, boolean mayRead, Initiator caller, Job job, Optional<IdempotencyKey> key) {
        return request(said, mayRead, caller, job, key, null);
    }

    /**
     * Asks for a promotion.
     *
     * @param promotedFrom the source environment
     */
    RequestOutcome promote(
            RequestDeploymentRequest said,
            Initiator caller,
            Job job,
            Optional<IdempotencyKey> key,
            String promotedFrom) {
        return request(said, false, caller, job, key, promotedFrom);
    }

    private RequestOutcome request(
            RequestDeploymentRequest said,
            boolean mayRead,
            Initiator caller,
            Job job,
            Optional<IdempotencyKey> key,
            @Nullable String promotedFrom) {
        Candidate candidate = candidates.get(said.service(), said.version(), said.environment());
        RequestDeploymentRequest asked = withProbe(said, candidate);
        Initiator requester = asked.syncId() == null ? own(asked, caller) : claims.behind(asked.syncId(), asked, caller);
        DeploymentRequest request = DeploymentRequest.deploy(candidate, asked, requester, clock.instant());
        if (promotedFrom != null) {
            request.promotes(promotedFrom);
        }
        if (asked.restoresConfiguration()) {
            restorations.lock(candidate);
        }
        requests.lock(candidate);
        Optional<RequestOutcome> joined = join(request, asked, caller, key);
        if (joined.isPresent()) {
            return joined.get();
        }
        if (mayRead && asked.bringsArchive()) {
            confirmArchive(candidate, asked);
        }
        expectArchive(request);
        useToken(job, request);
        decide(request, asked, requesters.of(request));
        claims.begin(request, asked, caller);
        notifier.notifyChanged(request);
        return new RequestOutcome(request, false);
    }

    /** With the health check that the release went live with there, where it runs there again. */
    private RequestDeploymentRequest withProbe(RequestDeploymentRequest said, Candidate candidate) {
        return said.returnsToEarlier()
                ? restorations
                        .probe(candidate.release(), candidate.environment())
                        .map(said::probing)
                        .orElse(said)
                : said;
    }

    /**
     * The request that this one repeats: by its idempotency key, or because the same was asked for and is not over.
     *
     * @throws ProblemException where something else is asked for of the same candidate
     */
    private Optional<RequestOutcome> join(
            DeploymentRequest request, RequestDeploymentRequest asked, Initiator caller, Optional<IdempotencyKey> key) {
        Optional<DeploymentRequest> unfinished = requests.lockUnfinishedDeploy(request.candidate())
                .filter(known -> !reconsideration.endIfOvertaken(known));
        Optional<DeploymentRequest> same = unfinished.filter(known -> known.isSameAs(asked));
        Optional<UUID> earlier =
                idempotency.claim(key, same.map(DeploymentRequest::id).orElse(request.id()));
        if (earlier.isPresent()) {
            return Optional.of(new RequestOutcome(requests.find(earlier.get()).orElseThrow(), false));
        }
        if (same.isEmpty()) {
            unfinished.ifPresent(known -> {
                throw exists(known, asked);
            });
        }
        same.ifPresent(known -> {
            known.join(asked);
            claims.begin(known, asked, caller);
        });
        return same.map(known -> new RequestOutcome(known, true));
    }

    private void useToken(Job job, DeploymentRequest request) {
        Candidate candidate = request.candidate();
        // Whoever calls something new a rollback asks for nothing less.
        boolean isReturn = request.isRollback() && deployments.hasRun(candidate.release(), candidate.environment());
        admission.useToken(job, request, isReturn);
    }

    /** Asks the gate, and keeps the request with its answer. */
    private void decide(DeploymentRequest request, RequestDeploymentRequest asked, List<Requester> who) {
        Candidate candidate = request.candidate();
        GateQuestion question = new GateQuestion(candidate, asked.artifactDigest(), request.isRollback(), who, null);
        admission.decide(request, question, () -> {
            if (asked.restoresConfiguration()) {
                restorations.version(candidate, request.actor()).ifPresent(request::deployConfiguration);
            }
        });
        if (request.isForAgent() && request.state() != State.REFUSED) {
            definitions.provide(
                    asked.service(), asked.environment(), asked.contextRoot(), asked.probePath(), request.actor());
        }
    }

    private static Initiator own(RequestDeploymentRequest asked, Initiator caller) {
        if (asked.needsAgent() && asked.channel() != null && asked.channel() != caller.channel()) {
            throw ProblemException.invalid(List.of(new Violation(
                    "channel", "must be " + caller.channel() + " or left out: it follows from who asks")));
        }
        return caller;
    }

    /** Whoever may read the archive anyway gives it to the service by its digest, as they do when they record a release. */
    private void confirmArchive(Candidate candidate, RequestDeploymentRequest asked) {
        String digest = candidate.release().artifactDigest();
        if (digest.equals(asked.artifactDigest())) {
            archives.confirm(List.of(candidate.service()), digest);
        }
    }

    private void expectArchive(DeploymentRequest request) {
        Release release = request.candidate().release();
        if (request.isForAgent() && !archives.isKept(release.id(), release.artifactDigest())) {
            throw new ProblemException(
                    ProblemType.ARCHIVE_MISSING,
                    "The agent takes the archive from the ledger, which does not have it from anybody who deploys "
                            + request.candidate().service() + ". Upload it by PUT archives/" + release.artifactDigest()
                            + ", then ask again.",
                    new Violation("version", "has no archive that is kept"));
        }
    }

    private static ProblemException exists(DeploymentRequest known, RequestDeploymentRequest asked) {
        return new ProblemException(
                ProblemType.REQUEST_EXISTS,
                "The request %s for %s in %s, that %s made, is %s%s."
                        .formatted(
                                known.id(),
                                asked.version(),
                                asked.environment(),
                                known.actor(),
                                known.state() == State.RUNNING ? "running" : "open",
                                asked.needsAgent() && !known.isForAgent() ? ", and not for the agent" : ""),
                new Violation("version", "has an open request for this environment"));
    }

    DeploymentRequest withdraw(UUID id, @Nullable String comment, String actor) {
        DeploymentRequest request = requests.lock(id).orElseThrow(NotFoundException::new);
        if (!request.state().isOpen()) {
            throw request.closed();
        }
        request.withdraw(actor, comment, clock.instant());
        notifier.notifyChanged(request);
        return request;
    }
}
