package dev.slipway.line.agent.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.roll.plan.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal's content: the current task and its progress.
 *
 * @param rollout what is deployed to which workers; null until known
 * @param finishedAt when the last step finished; null until then
 * @param steps the reported steps
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JournalEntry(
        DeploymentTask task,
        @Nullable Rollout rollout,
        Progress progress,
        Instant startedAt,
        @Nullable Instant finishedAt,
        List<StepReport> steps) {

    public JournalEntry {
        steps = List.copyOf(steps);
    }

    /** A task without any step. */
    public static JournalEntry of(DeploymentTask task, Instant startedAt) {
        return new JournalEntry(task, null, Progress.none(), startedAt, null, List.of());
    }

    public JournalEntry with(Rollout planned) {
        return new JournalEntry(task, planned, progress, startedAt, finishedAt, steps);
    }

    public JournalEntry with(Progress newProgress) {
        return new JournalEntry(task, rollout, newProgress, startedAt, finishedAt, steps);
    }

    public JournalEntry finished(Instant at) {
        return new JournalEntry(task, rollout, progress, startedAt, at, steps);
    }

    /** A copy with one more step, numbered next. */
    JournalEntry reported(Instant at, Kind kind, @Nullable String worker, String text) {
        List<StepReport> more = new ArrayList<>(steps);
        more.add(new StepReport(steps.size() + 1, at, kind, worker, text));
        return new JournalEntry(task, rollout, progress, startedAt, finishedAt, more);
    }

    /** The step reported last, if there is any. */
    public Optional<StepReport> lastStep() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
    }

    public boolean isFinished() {
        return finishedAt != null;
    }
}
