package dev.slipway.line.cli.follow;

import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.lines.Durations;
import dev.slipway.line.cli.lines.RequestLines;
import dev.slipway.line.http.CallException;
import dev.slipway.line.identity.CredentialException;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.deployment.Deployment;
import dev.slipway.line.ledger.deployment.Deployments;
import dev.slipway.line.ledger.group.Configurations;
import dev.slipway.line.ledger.group.ServerGroups;
import dev.slipway.line.ledger.request.DeploymentRequest;
import dev.slipway.line.ledger.request.RequestStep;
import dev.slipway.line.ledger.request.RequestSteps;
import dev.slipway.line.ledger.request.Requests;
import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Follows a request to its end: missing approvals, the agent's steps, and the result.
 *
 * <p>The ledger may be down in between: it may itself be the deployed service.
 */
public final class Follower {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration BRIEF = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofMinutes(5);

    /** With only the brief retries of any call: for queries that each round repeats. */
    private final Ledger ledger;

    private final Requests requests;
    /** Retries for as long as the ledger may be away: for queries without which it cannot go on. */
    private final Ledger patientLedger;

    private final Requests patientRequests;
    private final Output output;
    private final Clock clock;
    private final Pace pace;
    private final Patience patience;

    private final AgentWait wait;
    private final LedgerAbsence absence;
    /** When the agent has been silent for long. */
    private Deadline silence;

    /**
     * The timeouts.
     *
     * @param approvals how long to wait for approvals
     * @param turn how long to wait for the agent to begin, or the ledger to be back
     */
    public record Patience(Duration approvals, Duration turn) {}

    public Follower(Ledger ledger, Output output, Clock clock, Pace pace, Patience patience) {
        this.ledger = ledger;
        this.requests = new Requests(ledger);
        this.patientLedger = ledger.patient(patience.turn());
        this.patientRequests = new Requests(patientLedger);
        this.output = output;
        this.clock = clock;
        this.pace = pace;
        this.patience = patience;
        this.wait = new AgentWait(output, pace);
        this.absence = new LedgerAbsence(output, pace, patience.turn(), ledger.pause());
        this.silence = pace.deadline(SILENCE);
    }

    /** Follows it and returns the exit code. */
    public int follow(DeploymentRequest initial) {
        DeploymentRequest request = initial;
        GateProgress gateProgress = new GateProgress(patientLedger, output, clock);
        StepProgress steps = new StepProgress(output, clock, initial.service());
        if (request.isAllowed()) {
            gateProgress.showAllowed(request);
        }
        while (!request.isOver()) {
            if (request.isWaiting()) {
                gateProgress.show(request);
            }
            Duration left = left(request);
            if (left.isNegative() || left.isZero()) {
                return timeUp(request);
            }
            Optional<RequestSteps> news = awaitNews(request, left, steps);
            if (news.isEmpty()) {
                continue;
            }
            List<RequestStep> added = news.get().items();
            added.forEach(steps::show);
            boolean isChanged = !news.get().state().equals(request.state());
            if (isChanged || !added.isEmpty()) {
                silence = pace.deadline(SILENCE);
            } else if (request.isRunning()) {
                warnOfSilence(request);
            }
            if (isChanged || request.isWaiting()) {
                boolean wasWaiting = request.isWaiting();
                request = show(request);
                if (wasWaiting && !request.isWaiting()) {
                    wait.restart();
                    if (!request.isOver()) {
                        gateProgress.showAllowed(request);
                    }
                }
            }
        }
        steps.showBegun();
        return end(request, gateProgress, steps);
    }

    /**
     * Follows a request that is part of a sync.
     *
     * @return its final state
     * @throws CallException if the ledger does not answer, or the caller's credential has expired; the sync continues
     *     by itself
     */
    public DeploymentRequest watch(DeploymentRequest part) {
        StepProgress progress = new StepProgress(output, clock, part.service());
        // The steps of one that is done already are shown, too.
        boolean isUnderWay = part.isRunning() || part.isDone();
        while (isUnderWay) {
            Optional<RequestSteps> news = await(part, LONGEST, progress);
            news.ifPresent(steps -> steps.items().forEach(progress::show));
            isUnderWay = news.isEmpty() || news.get().isRunning();
        }
        progress.showBegun();
        return requests.show(part.id());
    }

    /** The timeout for the present state; none once the agent has begun. */
    private Duration left(DeploymentRequest request) {
        Duration whole =
                request.isWaiting() ? patience.approvals() : request.isAllowed() ? patience.turn() : Duration.ofDays(1);
        return whole.minus(wait.waited());
    }

    private Optional<RequestSteps> awaitNews(DeploymentRequest request, Duration left, StepProgress steps) {
        return orConnectionLost(request, () -> await(request, left, steps));
    }

    /** The next steps; empty where the ledger does not answer for less than the patience. */
    private Optional<RequestSteps> await(DeploymentRequest request, Duration left, StepProgress steps) {
        return absence.bridge(() -> {
            Optional<Duration> untilWarning =
                    request.isAllowed() && !steps.isBegun() ? wait.untilWarning() : Optional.empty();
            if (untilWarning.filter(until -> !isPositive(until)).isPresent()) {
                LedgerAbsence.ignore(() -> warnUnclaimed(request));
            }
            Duration longest = nextWait(left, steps.isBegun(), untilWarning);
            RequestSteps news = requests.await(request.id(), steps.seen(), request.state(), longest.toSeconds());
            if (news.items().isEmpty()) {
                steps.showBegun();
            }
            return news;
        });
    }

    /**
     * How long the ledger may take to answer: not past the next moment at which there is something to show.
     *
     * @param left what is left of the patience
     * @param isBegun whether a step has begun that is not shown yet
     * @param untilWarning the time until the warning that no agent has begun; empty if none is due
     */
    static Duration nextWait(Duration left, boolean isBegun, Optional<Duration> untilWarning) {
        if (isBegun) {
            return BRIEF;
        }
        Duration warning = untilWarning.filter(Follower::isPositive).orElse(LONGEST);
        Duration longest = Collections.min(List.of(LONGEST, left, warning));
        return longest.compareTo(SHORTEST) < 0 ? SHORTEST : longest;
    }

    private static boolean isPositive(Duration time) {
        return time.compareTo(Duration.ZERO) > 0;
    }

    private DeploymentRequest show(DeploymentRequest request) {
        return orConnectionLost(request, () -> patientRequests.show(request.id()));
    }

    /**
     * The ledger's answer. A failure other than a rejection means that the connection is lost; the request continues
     * without the caller.
     */
    private <T> T orConnectionLost(DeploymentRequest request, Supplier<T> question) {
        try {
            return question.get();
        } catch (LedgerRefusedException e) {
            throw e;
        } catch (CallException e) {
            throw connectionLost(request, e);
        }
    }

    /** The caller's credential has expired, or the ledger does not answer; the line continues without the caller. */
    private Failure connectionLost(DeploymentRequest request, CallException e) {
        output.json(request.json());
        return FollowOutcome.unfollowed(request, e);
    }

    private void warnUnclaimed(DeploymentRequest request) {
        Optional<String> obstacle = Obstacle.of(request, ledger);
        obstacle.ifPresentOrElse(
                why -> wait.warn("Waiting for " + Durations.text(AgentWait.LONG) + ": " + why), wait::warn);
    }

    /** Warns of a silent agent, as detected by the ledger. */
    private void warnOfSilence(DeploymentRequest request) {
        if (!silence.isOver()) {
            return;
        }
        try {
            LedgerAbsence.ignore(() -> {
                DeploymentRequest present = requests.show(request.id());
                silence = pace.deadline(SILENCE);
                present.silentSince()
                        .map(RequestLines::silence)
                        .map(String::strip)
                        .ifPresent(output::warn);
            });
        } catch (CredentialException e) {
            throw connectionLost(request, e);
        }
    }

    private int timeUp(DeploymentRequest request) {
        output.json(request.json());
        if (request.isWaiting()) {
            output.warn(RequestLines.subject(request) + " is still waiting to enter " + request.environment()
                    + " after " + Durations.text(patience.approvals()) + ".");
            output.say("    " + FollowOutcome.goesOn(request));
            return ExitCode.WAITING;
        }
        throw FollowOutcome.notStarted(request, patience.turn());
    }

    private int end(DeploymentRequest request, GateProgress gateProgress, StepProgress steps) {
        output.json(request.json());
        if (Configurations.isInForce(patientLedger, request)) {
            output.good(RequestLines.subject(request)
                    + " takes effect with the next deployment: no release of it is live in " + request.environment());
            return ExitCode.OK;
        }
        if (!request.isDone()) {
            gateProgress.showRefused(request);
            return ExitCode.REFUSED;
        }
        if (request.isSucceeded()) {
            Optional<URI> address = new ServerGroups(patientLedger).address(request.service(), request.environment());
            output.good(FollowOutcome.succeeded(request, steps.workers(), address));
            return ExitCode.OK;
        }
        Optional<String> live = new Deployments(patientLedger)
                .live(request.service(), Optional.of(request.environment())).stream()
                        .findFirst()
                        .flatMap(Deployment::version);
        Optional<String> page = request.deploymentId().map(id -> ledger.page("/deployments/?id=" + id));
        throw FollowOutcome.failed(request, live, steps.isRollbackFailed(), page);
    }
}
