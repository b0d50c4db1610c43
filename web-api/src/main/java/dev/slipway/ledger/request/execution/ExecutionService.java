package dev.slipway.ledger.request.execution;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.deployment.AgentDeployment;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentService;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.deployment.Period;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.lock.LockService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.recovery.RecoveryService;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.release.ReleaseService;
import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import dev.slipway.ledger.request.RequestNotifier;
import dev.slipway.ledger.request.State;
import dev.slipway.ledger.request.admission.ReconsiderationService;
import dev.slipway.ledger.request.configuration.ConfigurationReconciler;
import dev.slipway.ledger.request.restoration.AcceptedProbe;
import dev.slipway.ledger.request.restoration.RestorationService;
import dev.slipway.ledger.request.step.ReportStepsRequest;
import dev.slipway.ledger.request.step.StepRepository;
import dev.slipway.ledger.sync.SyncService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands requests to an agent and records what it reports. */
@ApplicationScoped
@Transactional
public class ExecutionService {

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    ReconsiderationService reconsideration;

    @Inject
    RequestNotifier notifier;

    @Inject
    RequestClaimService claims;

    @Inject
    ConfigurationReconciler configurations;

    @Inject
    StepRepository steps;

    @Inject
    AgentLivenessRepository liveness;

    @Inject
    DeploymentService recorder;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    ReleaseService releases;

    @Inject
    RehearsalService rehearsals;

    @Inject
    RestorationService restorations;

    @Inject
    RecoveryService recoveries;

    @Inject
    SyncService syncs;

    @Inject
    LockService locks;

    @Inject
    Clock clock;

    /**
     * Claims a request, if the gate still allows it, or resumes it, if this agent executes it already.
     *
     * @return empty if neither; the request then has the gate's new decision, or is as it was, if this worker cannot
     *     find out who is an approver
     */
    public Optional<RequestOrder> begin(UUID id, String executor) {
        DeploymentRequest request = requests.lock(id).orElseThrow();
        if (request.state() == State.ALLOWED && !reconsideration.confirm(request)) {
            return Optional.empty();
        }
        if (request.state() == State.ALLOWED) {
            configurations.withdrawIfDropped(request);
        }
        if (request.state() == State.ALLOWED && request.isConfigure()) {
            configurations.catchUp(request);
        }
        if (request.state() == State.ALLOWED) {
            claims.claim(request, executor, null);
            notifier.notifyChanged(request);
            return Optional.of(order(request));
        }
        return request.isRunBy(executor) ? Optional.of(order(request)) : Optional.empty();
    }

    private RequestOrder order(DeploymentRequest request) {
        Environment environment = request.candidate().environment();
        Optional<AcceptedProbe> probeBefore = deployments
                .live(request.candidate().service(), environment.name())
                .flatMap(Deployment::release)
                .flatMap(release -> restorations.probe(release, environment));
        return RequestOrder.of(request, rehearsals.of(request), probeBefore);
    }

    /**
     * The candidate that an agent is executing.
     *
     * @throws ProblemException if it is not executing that request
     */
    Candidate run(UUID id, String account) {
        DeploymentRequest request = requests.find(id).orElseThrow(NotFoundException::new);
        expectExecutor(request, account);
        request.expectRunning();
        return request.candidate();
    }

    /** Stores the agent's steps; idempotent. */
    void reportSteps(UUID id, ReportStepsRequest report, String account) {
        DeploymentRequest request = requests.find(id).orElseThrow(NotFoundException::new);
        expectExecutor(request, account);
        if (steps.add(id, report.items()) > 0) {
            notifier.notifySteps(request);
        }
    }

    /**
     * Records the result of a request, and the rollback if there was one, on behalf of the requester; releases the
     * environment's lock unless a sync that includes it goes on. Idempotent.
     */
    DeploymentRequest finish(UUID id, ReportResultRequest result, String account) {
        Environment environment = requests.environment(id).orElseThrow(NotFoundException::new);
        locks.serialize(environment);
        DeploymentRequest request = requests.lock(id).orElseThrow();
        expectExecutor(request, account);
        request.givenUp().ifPresent(why -> {
            throw new ProblemException(
                    ProblemType.REQUEST_CLOSED,
                    "It has ended as a failed deployment. " + why + " What happened after that is not recorded.");
        });
        if (request.state() == State.DONE) {
            return request;
        }
        String executor = MachineAccount.client(account);
        Period period = Period.reported(result.startedAt(), result.finishedAt(), clock.instant());
        Deployment recorded =
                recordResult(request, new AgentDeployment.Result(period, result.outcome(), result.failure()));
        if (result.outcome() == Outcome.FAILED) {
            configurations.putBack(request);
            if (!request.isConfigure()) {
                putBack(request, Digest.ofNullable(result.putBackDigest()), executor, recorded);
            }
        }
        boolean isPartOfSync = request.syncId()
                .filter(sync -> syncs.running(sync, executor).isPresent())
                .isPresent();
        if (!isPartOfSync) {
            locks.releaseHeldBy(environment, account);
        }
        return request;
    }

    /**
     * Gives up a request whose agent is silent: it is recorded as a failed deployment, and the next one can begin.
     *
     * @throws ProblemException while the agent is alive
     */
    public DeploymentRequest giveUp(UUID id, @Nullable String comment, String actor) {
        Environment environment = requests.environment(id).orElseThrow(NotFoundException::new);
        locks.serialize(environment);
        DeploymentRequest request = requests.lock(id).orElseThrow();
        AgentLiveness agent = Optional.ofNullable(liveness.of(List.of(id)).get(id))
                .filter(found -> request.state() == State.RUNNING)
                .orElseThrow(request::closed);
        Instant now = clock.instant();
        Instant since = agent.silentSince(now)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.REQUEST_CLOSED,
                        "The agent is executing it and last reported at " + agent.lastSeenAt(now)
                                + ". Wait until it has finished, then roll back."));
        String why = "The agent has not reported since " + since + ", and " + actor + " gave it up"
                + (comment == null ? "." : ": “" + comment + "”.");
        request.giveUp(why);
        Period period = Period.reported(request.claimedAt().orElseThrow(), now, now);
        recordResult(request, new AgentDeployment.Result(period, Outcome.FAILED, why));
        configurations.putBack(request);
        return request;
    }

    /** Records how a request ended, as a deployment by its agent on behalf of the requester. */
    private Deployment recordResult(DeploymentRequest request, AgentDeployment.Result result) {
        return recorder.record(
                new AgentDeployment(
                        request.candidate().release(),
                        request.candidate().environment(),
                        initiator(request),
                        request.executor().orElseThrow(),
                        result,
                        request.isRollback(),
                        request.id(),
                        request.kind(),
                        request.configurationVersion().orElse(null)),
                () -> deployments.live(
                        request.candidate().service(),
                        request.candidate().environment().name()));
    }

    /** Records the automatic rollback of a failed attempt, if the restored archive belongs to a release. */
    private void putBack(DeploymentRequest request, Optional<Digest> digest, String executor, Deployment failed) {
        digest.flatMap(known -> restored(request.candidate(), known))
                .map(release -> recorder.record(
                        AgentDeployment.putBack(
                                release,
                                request.candidate().environment(),
                                initiator(request),
                                executor,
                                failed.finishedAt(),
                                request.configurationBefore().orElse(null)),
                        Optional::empty))
                .ifPresent(putBack -> recoveries.linkPutBack(putBack, failed));
    }

    private static Initiator initiator(DeploymentRequest request) {
        return new Initiator(request.actor(), request.channel());
    }

    /**
     * Of several releases with the same archive, the one that last ran there: a newer one may never have been admitted.
     */
    private Optional<Release> restored(Candidate candidate, Digest digest) {
        return deployments
                .lastOfArchive(candidate.release().service(), digest, candidate.environment())
                .flatMap(Deployment::release)
                .or(() -> releases.findByDigest(candidate.service(), digest));
    }

    private static void expectExecutor(DeploymentRequest request, String account) {
        if (request.executor().isEmpty()) {
            throw new ProblemException(
                    ProblemType.REQUEST_CLOSED, "It is " + request.state() + ", and no agent has claimed it.");
        }
        String executor = request.executor().get();
        if (!executor.equals(MachineAccount.client(account))) {
            throw new ProblemException(ProblemType.FORBIDDEN, "It is " + executor + " that carries it out.");
        }
    }
}
