package dev.slipway.ledger.request;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.deployment.AgentDeployment;
import dev.slipway.ledger.deployment.DeploymentKind;
import dev.slipway.ledger.deployment.DeploymentService;
import dev.slipway.ledger.deployment.Executor;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.lock.LockService;
import dev.slipway.ledger.problem.ProblemException;
import dev.slipway.ledger.problem.ProblemType;
import dev.slipway.ledger.release.ReleaseService;
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

/** Has an agent carry requests out, and takes down what it tells of them. */
@ApplicationScoped
@Transactional
public class ExecutionService {

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    DeploymentRequestService service;

    @Inject
    ConfigureService configurations;

    @Inject
    StepRepository steps;

    @Inject
    SignsRepository signs;

    @Inject
    DeploymentService deployments;

    @Inject
    ReleaseService releases;

    @Inject
    RehearsalService rehearsals;

    @Inject
    SyncService syncs;

    @Inject
    LockService locks;

    @Inject
    Clock clock;

    /**
     * Begins a request, if the gate allows it even now; or goes on with it, if this agent carries it out already.
     *
     * @return empty if it is neither: then it is what the gate says
     */
    public Optional<RequestOrder> begin(UUID id, String executor) {
        DeploymentRequest request = requests.lock(id).orElseThrow();
        if (request.state() == State.ALLOWED) {
            service.reconsider(request);
        }
        if (request.state() == State.ALLOWED && request.isConfigure()) {
            configurations.catchUp(request);
        }
        if (request.state() == State.ALLOWED) {
            service.claim(request, executor, null);
            service.tell(request);
            return Optional.of(order(request));
        }
        return isRun(request, executor) ? Optional.of(order(request)) : Optional.empty();
    }

    private RequestOrder order(DeploymentRequest request) {
        return RequestOrder.of(request, rehearsals.of(request));
    }

    /**
     * What an agent carries out at this moment.
     *
     * @throws ProblemException when it carries out nothing of that
     */
    Candidate run(UUID id, String account) {
        DeploymentRequest request = requests.find(id).orElseThrow(NotFoundException::new);
        expectExecutor(request, account);
        if (request.state() != State.RUNNING) {
            throw new ProblemException(ProblemType.REQUEST_CLOSED, "It is " + request.state() + " already.");
        }
        return request.candidate();
    }

    /** Keeps what the agent did; a step that is kept already stays as it is. */
    void tell(UUID id, TellStepsRequest told, String account) {
        DeploymentRequest request = requests.find(id).orElseThrow(NotFoundException::new);
        expectExecutor(request, account);
        if (steps.add(id, told.items()) > 0) {
            service.tell(request);
        }
    }

    /**
     * Records how a request ended, and what was put back, in the name of whoever asked; and gives the environment's lock back,
     * unless a sync goes on that this was a part of. What was told before changes nothing.
     */
    DeploymentRequest finish(UUID id, ReportResultRequest result, String account) {
        Environment environment = requests.environment(id).orElseThrow(NotFoundException::new);
        locks.takeTurn(environment);
        DeploymentRequest request = requests.lock(id).orElseThrow();
        expectExecutor(request, account);
        request.givenUp().ifPresent(why -> {
            throw new ProblemException(
                    ProblemType.REQUEST_CLOSED,
                    "It has ended as a deployment that failed. " + why
                            + " What became of it since then is not recorded.");
        });
        if (request.state() == State.DONE) {
            return request;
        }
        String executor = Executor.of(account);
        deployments.record(new AgentDeployment(
                request.candidate().release(),
                environment,
                request.actor(),
                request.channel(),
                executor,
                result.startedAt(),
                result.finishedAt(),
                result.outcome(),
                result.failure(),
                request.isRollback(),
                id,
                request.kind(),
                request.configurationVersion().orElse(null)));
        if (result.outcome() == Outcome.FAILED) {
            configurations.putBack(request);
            if (!request.isConfigure()) {
                putBack(request, result.putBackDigest(), executor, result.finishedAt());
            }
        }
        boolean isPartOfSync = request.syncId()
                .filter(sync -> syncs.running(sync, executor).isPresent())
                .isPresent();
        if (!isPartOfSync) {
            locks.giveBack(environment, account);
        }
        return request;
    }

    /**
     * Gives a request up whose agent has fallen silent: it is recorded as a deployment that failed, and the next one can begin.
     *
     * @throws ProblemException while the agent is at work
     */
    DeploymentRequest giveUp(UUID id, @Nullable String comment, String actor) {
        Environment environment = requests.environment(id).orElseThrow(NotFoundException::new);
        locks.takeTurn(environment);
        DeploymentRequest request = requests.lock(id).orElseThrow();
        Signs heard = Optional.ofNullable(signs.of(List.of(id)).get(id))
                .filter(found -> request.state() == State.RUNNING)
                .orElseThrow(() ->
                        new ProblemException(ProblemType.REQUEST_CLOSED, "It is " + request.state() + " already."));
        Instant now = clock.instant();
        Instant since = heard.silentSince(now)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.REQUEST_CLOSED,
                        "The agent carries it out already, and was heard of at " + heard.heardAt(now)
                                + ". Wait until that is over, then roll back."));
        String why = "The agent has not reported since " + since + ", and " + actor + " gave it up"
                + (comment == null ? "." : ": “" + comment + "”.");
        request.giveUp(why);
        deployments.record(new AgentDeployment(
                request.candidate().release(),
                environment,
                request.actor(),
                request.channel(),
                request.executor().orElseThrow(),
                request.claimedAt().orElseThrow(),
                now,
                Outcome.FAILED,
                why,
                request.isRollback(),
                id,
                request.kind(),
                request.configurationVersion().orElse(null)));
        configurations.putBack(request);
        return request;
    }

    /** What ran before runs again: a rollback, where a release accounts for it. */
    private void putBack(DeploymentRequest request, @Nullable String digest, String executor, Instant at) {
        Optional.ofNullable(digest)
                .flatMap(known -> releases.findByDigest(request.candidate().service(), known))
                .ifPresent(release -> deployments.record(new AgentDeployment(
                        release,
                        request.candidate().environment(),
                        request.actor(),
                        request.channel(),
                        executor,
                        at,
                        at,
                        Outcome.SUCCEEDED,
                        null,
                        true,
                        null,
                        DeploymentKind.DEPLOY,
                        request.configurationBefore().orElse(null))));
    }

    private static boolean isRun(DeploymentRequest request, String executor) {
        return request.state() == State.RUNNING
                && request.executor().filter(executor::equals).isPresent();
    }

    private static void expectExecutor(DeploymentRequest request, String account) {
        if (request.executor().isEmpty()) {
            throw new ProblemException(
                    ProblemType.REQUEST_CLOSED, "It is " + request.state() + ", and no agent has claimed it.");
        }
        if (request.executor().filter(Executor.of(account)::equals).isEmpty()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "It is " + request.executor().get() + " that carries it out.");
        }
    }
}
