package dev.slipway.line.agent.deployment.execution;

import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.site.OneOfSeveralException;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Survey;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.pace.TraceLog;
import dev.slipway.line.program.StepException;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.roll.Step;
import dev.slipway.line.roll.plan.Content;
import dev.slipway.line.roll.plan.Facts;
import dev.slipway.line.roll.plan.Progress;
import dev.slipway.line.roll.plan.RolloutPlan;
import dev.slipway.line.worker.RootCause;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Executes the plan for a journal entry, recording each step before and after. It may be killed at any time: the next
 * run on the same journal inspects the workers and resumes.
 */
public final class Executor {
    private final Site site;
    private final Recorder recorder;
    private final FormerConfiguration formerConfiguration;
    private final Survey survey;
    private final StepExecution execution;
    private final TraceLog traces;

    /** For a journal entry that has a rollout or failed before it got one. */
    public Executor(
            Site site, Journal journal, Recorder recorder, FormerConfiguration formerConfiguration, TraceLog traces) {
        this.formerConfiguration = formerConfiguration;
        this.traces = traces;
        this.site = site;
        this.recorder = recorder;
        survey = new Survey(site, journal, recorder);
        execution = new StepExecution(site, journal, recorder, survey);
    }

    /** Runs until the archive runs everywhere, or is rolled back wherever nobody else has deployed since. */
    public JournalEntry run() throws IOException {
        if (!entry().isFinished() && !entry().progress().before().isEmpty()) {
            leaveTaken();
        }
        if (!entry().isFinished() && entry().progress().failure() == null) {
            forward();
        }
        if (!entry().isFinished() && entry().progress().failure() != null) {
            if (entry().rollout() != null) {
                back();
            } else {
                requestFormerConfiguration();
            }
        }
        if (!entry().isFinished()) {
            recorder.save(entry().finished(site.pace().now()));
        }
        return entry();
    }

    /** Rolls back a task that was given up. */
    public JournalEntry giveUp(String why) throws IOException {
        if (!entry().isFinished() && entry().progress().failure() == null) {
            fail(null, why);
        }
        return run();
    }

    /** Fails an interrupted run if somebody else has deployed to its workers since, which keep that. */
    private void leaveTaken() throws IOException {
        if (rollout().isRestartOnly()) {
            return;
        }
        Progress progress = entry().progress();
        ContentHash hash = rollout().hash();
        List<String> taken = new ArrayList<>();
        for (String worker : rollout().targets()) {
            if (progress.isTaken(worker, survey.lenientContent(worker), hash)) {
                taken.add(worker);
            }
        }
        if (taken.isEmpty()) {
            return;
        }
        recorder.add(entry().with(progress.without(taken)));
        if (progress.failure() == null) {
            fail(null, "Another archive was deployed meanwhile to " + String.join(", ", taken) + ", and stays there");
        } else {
            recorder.save(entry());
        }
    }

    private void forward() throws IOException {
        Step current = null;
        try {
            Facts facts = survey.facts();
            if (entry().progress().before().isEmpty()) {
                recorder.save(entry().with(entry().progress().withBefore(facts.now())));
                facts = survey.facts(facts.now(), facts.members(), rollout().starts());
            }
            for (Step step : RolloutPlan.of(facts).steps()) {
                current = step;
                deploy(step);
            }
        } catch (OneOfSeveralException e) {
            traces.log(e);
            recorder.fail(e.worker(), e.text());
        } catch (WorkerException | BalancerException e) {
            traces.log(e);
            fail(current, e.text());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // What an archive contains or a worker answers may be nested too deeply for its parser, at each attempt.
            traces.log(e);
            fail(current, e.toString());
        }
    }

    private void fail(@Nullable Step step, String text) throws IOException {
        recorder.fail(step == null ? null : step.worker(), text);
    }

    /**
     * A rollback that fails on one worker must not stop it on the others. If the failed one runs the rejected archive,
     * and did not before, that is undeployed; the worker is disabled if this fails, or if its content is unknown.
     * Otherwise, it is re-enabled, and httpd's health check excludes it while unhealthy.
     */
    private void back() throws IOException {
        Map<String, String> givenUp = new LinkedHashMap<>();
        boolean isChanged = !entry().progress().changed().isEmpty();
        if (isChanged) {
            recorder.report(Kind.STARTED, null, "Rolling back");
        }
        Optional<Map<String, String>> starts = restore();
        survey.awaitStarts(entry().progress().changed());
        Facts facts = survey.lenientFacts(starts.orElse(Map.of()));
        recordPutBack(facts);
        for (Step planned : RolloutPlan.of(facts).steps()) {
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
        enableDrained(givenUp);
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
    private void enableDrained(Map<String, String> givenUp) throws IOException {
        List<Step.Return> returns = List.of();
        try {
            returns = survey.returns();
        } catch (BalancerException | RuntimeException e) {
            staysDrained(givenUp, null, e);
        }
        for (Step.Return step : returns) {
            if (!givenUp.containsKey(step.worker())) {
                try {
                    undo(step);
                } catch (StepException | RuntimeException e) {
                    staysDrained(givenUp, step.worker(), e);
                }
            }
        }
    }

    private void staysDrained(Map<String, String> givenUp, @Nullable String worker, Exception failure)
            throws IOException {
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
    private void leave(Step planned) throws IOException, WorkerException, BalancerException {
        Step step =
                planned instanceof Step.Enable enable ? new Step.Return(enable.worker(), enable.balancers()) : planned;
        if (!(step instanceof Step.Return back)) {
            return;
        }
        String worker = back.worker();
        ContentHash rejected = rollout().hash();
        boolean isReplaced =
                !rollout().isRestartOnly() && !entry().progress().before(worker).runs(rejected);
        Content now = survey.lenientContent(worker);
        if (isReplaced && now.runs(rejected)) {
            try {
                undo(new Step.Undeploy(worker, false));
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

    private void requestFormerConfiguration() throws IOException {
        try {
            formerConfiguration.request(entry().task());
        } catch (PreparationException e) {
            recorder.report(Kind.WARNING, null, e.text());
        }
    }

    private Rollout rollout() {
        return Objects.requireNonNull(entry().rollout(), "the journal has no rollout");
    }

    private void deploy(Step step) throws IOException, WorkerException, BalancerException {
        Progress progress = entry().progress();
        if (step instanceof Step.Replace || step instanceof Step.Restart) {
            recorder.add(entry().with(progress.withChanged(Objects.requireNonNull(step.worker()))));
        } else if (step instanceof Step.ReplaceTogether together) {
            for (String worker : together.workers()) {
                progress = progress.withChanged(worker);
            }
            recorder.add(entry().with(progress));
        }
        recorder.report(Kind.STARTED, step.worker(), step.doing());
        execution.perform(step);
        // Written with the next step, or the end, which follows at once.
        recorder.add(Kind.DONE, step.worker(), step.done());
    }

    private void undo(Step step) throws IOException, WorkerException, BalancerException {
        if (step instanceof Step.Replace replace) {
            recorder.add(entry().with(entry().progress().withRollingBack(replace.worker())));
        }
        recorder.report(Kind.STARTED, step.worker(), step.doing());
        execution.perform(step);
        if (step instanceof Step.Replace) {
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

    private JournalEntry entry() {
        return recorder.entry();
    }
}
