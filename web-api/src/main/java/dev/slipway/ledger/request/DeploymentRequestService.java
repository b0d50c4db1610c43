package dev.slipway.ledger.request;

import dev.slipway.ledger.archive.ArchiveService;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.candidate.CandidateService;
import dev.slipway.ledger.definition.DefinitionService;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentService;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.gate.Asker;
import dev.slipway.ledger.gate.GateQuestion;
import dev.slipway.ledger.group.ServerGroupService;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.identity.job.JobTokenService;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.sync.SyncService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes deployment requests, hands them to the agent, and withdraws them. */
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
    AskerService askers;

    @Inject
    ArchiveService archives;

    @Inject
    SyncService syncs;

    @Inject
    DefinitionService definitions;

    @Inject
    Responses responses;

    @Inject
    ServerGroupService groups;

    @Inject
    RestorationService restorations;

    @Inject
    DeploymentService deployments;

    @Inject
    JobTokenService jobTokens;

    @Inject
    IdempotencyService idempotency;

    @Inject
    ReconsiderationService reconsideration;

    @Inject
    RequestNotifier notifier;

    @Inject
    Clock clock;

    /**
     * Requests the promotion of a release, executed by the agent with the same options.
     *
     * @param candidate the release and the target environment
     * @param from the source environment
     * @param like the release's deployment in the source environment, whose context root and probe are reused; null for none
     * @param comment what approvers should know
     * @throws ProblemException as for any other request
     */
    public PromotionOutcome promote(
            Candidate candidate,
            String from,
            @Nullable Deployment like,
            @Nullable String comment,
            Promoter promoter,
            Optional<IdempotencyKey> key) {
        Optional<DeploymentRequest> before = Optional.ofNullable(like)
                .flatMap(Deployment::requestId)
                .flatMap(requests::find)
                .filter(DeploymentRequest::isForAgent);
        RequestDeploymentRequest asked = new RequestDeploymentRequest(
                candidate.service(),
                candidate.release().version(),
                candidate.environment().name(),
                null,
                candidate.release().artifactDigest(),
                false,
                comment,
                true,
                before.flatMap(DeploymentRequest::contextRoot).orElse(null),
                before.flatMap(DeploymentRequest::probePath).orElse(null),
                before.flatMap(DeploymentRequest::probeSeconds).orElse(null),
                null,
                null,
                null);
        Job job = new Job(
                jobTokens.read(
                        promoter.jobToken(),
                        candidate.release().service().gitlabProject().isPresent()),
                promoter.isPipeline());
        RequestOutcome made = request(asked, promoter.initiator(), job, key, from);
        return new PromotionOutcome(responses.of(made.request()), made.isJoined());
    }

    /** Asks for a deployment. */
    RequestOutcome request(RequestDeploymentRequest asked, Initiator caller, Job job, Optional<IdempotencyKey> key) {
        return request(asked, caller, job, key, null);
    }

    private RequestOutcome request(
            RequestDeploymentRequest said,
            Initiator caller,
            Job job,
            Optional<IdempotencyKey> key,
            @Nullable String promotedFrom) {
        Candidate candidate = candidates.get(said.service(), said.version(), said.environment());
        RequestDeploymentRequest asked = withProbe(said, candidate);
        Initiator asker = asked.syncId() == null ? own(asked, caller) : behind(asked.syncId(), asked, caller);
        DeploymentRequest request = new DeploymentRequest(candidate, asked, asker, clock.instant());
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
        expectArchive(request);
        useToken(job, request);
        decide(request, asked, askers.of(request));
        begin(request, asked, caller);
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
        Optional<DeploymentRequest> unfinished = requests.unfinishedDeploy(request.candidate())
                .flatMap(requests::lock)
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
            begin(known, asked, caller);
        });
        return same.map(known -> new RequestOutcome(known, true));
    }

    private void useToken(Job job, DeploymentRequest request) {
        Candidate candidate = request.candidate();
        // Whoever calls something new a rollback asks for nothing less.
        boolean isBack = request.isRollback() && deployments.hasRun(candidate.release(), candidate.environment());
        admission.useToken(job, request, isBack);
    }

    /** Asks the gate, and keeps the request with its answer. */
    private void decide(DeploymentRequest request, RequestDeploymentRequest asked, List<Asker> who) {
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

    /** Resolves the requester: for a part of a sync, whoever asked for the sync. */
    private Initiator behind(UUID sync, RequestDeploymentRequest asked, Initiator caller) {
        return syncs.running(sync, MachineAccount.client(caller.actor()))
                .filter(order -> order.environment().equals(asked.environment()))
                .map(order -> new Initiator(order.actor(), order.channel()))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_REFERENCE,
                        "Only the agent that runs a sync asks for what belongs to it, where it runs it.",
                        new Violation("syncId", "is not a sync that you run in this environment")));
    }

    /** A part of a sync is claimed at once by the agent that runs the sync, which has the environment's lock. */
    private void begin(DeploymentRequest request, RequestDeploymentRequest asked, Initiator caller) {
        if (asked.syncId() != null && request.state() == State.ALLOWED) {
            claim(request, MachineAccount.client(caller.actor()), asked.syncId());
        }
    }

    /**
     * The agent claims an allowed request: from now on its workers should run with the request's configuration.
     *
     * @param sync the sync that it belongs to; null for none
     */
    public void claim(DeploymentRequest request, String executor, @Nullable UUID sync) {
        String service = request.candidate().service();
        String environment = request.candidate().environment().name();
        groups.lockConfiguration(service, environment).ifPresent(before -> {
            request.startFromConfiguration(before);
            request.configurationVersion().ifPresent(version -> groups.configure(service, environment, version));
        });
        request.claim(executor, sync, clock.instant());
    }

    private void expectArchive(DeploymentRequest request) {
        String digest = request.candidate().release().artifactDigest();
        if (request.isForAgent() && !archives.isKept(digest)) {
            throw new ProblemException(
                    ProblemType.ARCHIVE_MISSING,
                    "The agent takes the archive from the ledger, which does not have it. Upload it by PUT archives/"
                            + digest + ", then ask again.",
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
