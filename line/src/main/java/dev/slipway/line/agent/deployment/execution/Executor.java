package dev.slipway.line.agent.deployment.execution;

import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.log.TraceLog;
import dev.slipway.line.agent.site.OneOfSeveralException;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Survey;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.roll.RolloutStep;
import dev.slipway.line.roll.plan.Facts;
import dev.slipway.line.roll.plan.Progress;
import dev.slipway.line.roll.plan.RolloutPlan;
import dev.slipway.line.worker.WorkerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
            if (entry().progress().failure() == null) {
                // One may be in the restart that the interrupted run waited for.
                survey.awaitStarts(entry().progress().changed());
            }
            leaveTaken();
        }
        if (!entry().isFinished() && entry().progress().failure() == null) {
            forward();
        }
        if (!entry().isFinished() && entry().progress().failure() != null) {
            if (entry().rollout() != null) {
                new Rollback(site, recorder, formerConfiguration, survey, execution, traces).run();
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
        RolloutStep current = null;
        try {
            Facts facts = survey.facts();
            if (entry().progress().before().isEmpty()) {
                recorder.save(entry().with(entry().progress().withBefore(facts.now())));
                facts = survey.facts(facts.now(), facts.members(), rollout().starts());
            }
            for (RolloutStep step : RolloutPlan.of(facts).steps()) {
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

    private void deploy(RolloutStep step) throws IOException, WorkerException, BalancerException {
        Progress progress = entry().progress();
        if (step instanceof RolloutStep.Replace || step instanceof RolloutStep.Restart) {
            recorder.add(entry().with(progress.withChanged(Objects.requireNonNull(step.worker()))));
        } else if (step instanceof RolloutStep.ReplaceTogether together) {
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

    private void fail(@Nullable RolloutStep step, String text) throws IOException {
        recorder.fail(step == null ? null : step.worker(), text);
    }

    private void requestFormerConfiguration() throws IOException {
        try {
            formerConfiguration.request(entry().task());
        } catch (PreparationException e) {
            recorder.report(Kind.WARNING, null, e.text());
        }
    }

    private Rollout rollout() {
        return recorder.rollout();
    }

    private JournalEntry entry() {
        return recorder.entry();
    }
}
