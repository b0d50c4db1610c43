package dev.slipway.line.agent.deployment.execution;

import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.log.TraceLog;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Survey;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.program.StepException;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.roll.RolloutStep;
import dev.slipway.line.roll.plan.Content;
import dev.slipway.line.roll.plan.Facts;
import dev.slipway.line.roll.plan.Progress;
import dev.slipway.line.roll.plan.RolloutPlan;
import dev.slipway.line.worker.RootCause;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rollback of a failed deployment: where it fails on one worker, it goes on with the others. If the failed one runs
 * the rejected archive, and did not before, that is undeployed; the worker is disabled if this fails, or if its content
 * is unknown. Otherwise, it is re-enabled, and httpd's health check excludes it while unhealthy.
 */
final class Rollback {
    private final Site site;
    private final Recorder recorder;
    private final FormerConfiguration formerConfiguration;
    private final Survey survey;
    private final StepExecution execution;
    private final TraceLog traces;

    /** The workers on which it failed, and why; a failure of no one worker is under the empty name. */
    private final Map<String, String> givenUp = new LinkedHashMap<>();

    Rollback(
            Site site,
            Recorder recorder,
            FormerConfiguration formerConfiguration,
            Survey survey,
            StepExecution execution,
            TraceLog traces) {
        this.site = site;
        this.recorder = recorder;
        this.formerConfiguration = formerConfiguration;
        this.survey = survey;
        this.execution = execution;
        this.traces = traces;
    }

    /** Goes as far as it can, and reports how far that was. */
    void run() throws IOException {
        boolean isChanged = !entry().progress().changed().isEmpty();
        if (isChanged) {
            recorder.report(Kind.STARTED, null, "Rolling back");
        }
        Optional<Map<String, String>> starts = restore();
        survey.awaitStarts(entry().progress().changed());
        Facts facts = survey.lenientFacts(starts.orElse(Map.of()));
        recordPutBack(facts);
        for (RolloutStep planned : RolloutPlan.of(facts).steps()) {
            String worker = Objects.requireNonNullElse(planned.worker(), "");
            try {
                if (givenUp.containsKey(worker)) {
                    leave(planned);
                } else {
                    undo(planned);
                }
            } catch (WorkerException e) {
                traces.log(e);
                givenUp.putIfAbsent(worker, RootCause.of(e.text()));
                recorder.report(Kind.FAILED, planned.worker(), RootCause.of(e.text()));
            } catch (BalancerException e) {
                recorder.report(Kind.WARNING, planned.worker(), RootCause.of(e.text()));
            } catch (RuntimeException e) {
                traces.log(e);
                givenUp.putIfAbsent(worker, e.toString());
                recorder.report(Kind.FAILED, planned.worker(), e.toString());
            }
        }
        enableDrained();
        if (isChanged) {
            boolean isDone = givenUp.isEmpty() && starts.isPresent();
            recorder.report(
                    isDone ? Kind.DONE : Kind.FAILED,
                    null,
                    isDone
                            ? "All workers are rolled back"
                            : givenUp.values().stream()
                                    .findFirst()
                                    .map(cause -> "Not all workers could be rolled back: " + cause)
                                    .orElse("Not all workers could be rolled back"));
        }
        if (!rollout().starts().isEmpty()) {
            // Later checks must use new connections.
            site.close();
        }
    }

    /** Re-enables the workers that are still drained: while httpd did not answer, the plan did not include them. */
    private void enableDrained() throws IOException {
        List<RolloutStep.Return> returns = List.of();
        try {
            returns = survey.returns();
        } catch (BalancerException | RuntimeException e) {
            staysDrained(null, e);
        }
        for (RolloutStep.Return step : returns) {
            if (!givenUp.containsKey(step.worker())) {
                try {
                    undo(step);
                } catch (StepException | RuntimeException e) {
                    staysDrained(step.worker(), e);
                }
            }
        }
    }

    private void staysDrained(@Nullable String worker, Exception failure) throws IOException {
        traces.log(failure);
        String cause = "some may still be drained: "
                + (failure instanceof StepException known ? RootCause.of(known.text()) : failure.toString());
        givenUp.putIfAbsent("", cause);
        recorder.report(Kind.FAILED, worker, cause);
    }

    /**
     * The replacement for a step on a worker that was given up. Draining does not keep the rejected archive out: the
     * drain is skipped if no other worker answers, and a reload of httpd loses it. An undeployed archive fails its
     * health check.
     */
    private void leave(RolloutStep planned) throws IOException, WorkerException, BalancerException {
        RolloutStep step = planned instanceof RolloutStep.Enable enable
                ? new RolloutStep.Return(enable.worker(), enable.balancers())
                : planned;
        if (!(step instanceof RolloutStep.Return back)) {
            return;
        }
        String worker = back.worker();
        ContentHash rejected = rollout().hash();
        boolean isReplaced =
                !rollout().isRestartOnly() && !entry().progress().before(worker).runs(rejected);
        Content now = survey.lenientContent(worker);
        if (isReplaced && now.runs(rejected)) {
            try {
                undo(new RolloutStep.Undeploy(worker));
            } catch (WorkerException e) {
                execution.disable(back);
                throw e;
            }
            recorder.report(Kind.WARNING, worker, "Nothing runs there: what was rejected is undeployed");
        } else if (isReplaced && now.presence() == Content.Presence.UNKNOWN) {
            execution.disable(back);
            recorder.report(
                    Kind.WARNING,
                    worker,
                    "It gets no requests until httpd is reloaded: it does not say whether it runs what was rejected");
        } else {
            undo(back);
        }
    }

    /** Restores the former configuration; empty if that failed. */
    private Optional<Map<String, String>> restore() throws IOException {
        if (rollout().starts().isEmpty()) {
            return Optional.of(Map.of());
        }
        try {
            return Optional.of(formerConfiguration.restore(entry().task()));
        } catch (PreparationException e) {
            recorder.report(Kind.FAILED, null, e.text());
            return Optional.empty();
        }
    }

    private void undo(RolloutStep step) throws IOException, WorkerException, BalancerException {
        if (step instanceof RolloutStep.Replace replace) {
            recorder.add(entry().with(entry().progress().withRollingBack(replace.worker())));
        }
        recorder.report(Kind.STARTED, step.worker(), step.doing());
        execution.perform(step);
        if (step instanceof RolloutStep.Replace) {
            recorder.add(entry().with(entry().progress().withPutBack()));
        }
        recorder.report(Kind.DONE, step.worker(), step.done());
    }

    /** Records what a run put back that was killed before it had recorded that: no step is left for it. */
    private void recordPutBack(Facts facts) throws IOException {
        Progress progress = entry().progress();
        boolean isPutBack = progress.rollingBack().stream()
                .anyMatch(
                        worker -> facts.now(worker).runs(progress.before(worker).hash()));
        if (isPutBack) {
            recorder.save(entry().with(progress.withPutBack()));
        }
    }

    private Rollout rollout() {
        return recorder.rollout();
    }

    private JournalEntry entry() {
        return recorder.entry();
    }
}
