package dev.slipway.line.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.line.agent.StepReport.Kind;
import dev.slipway.line.roll.Progress;
import dev.slipway.line.roll.Rollout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is in the journal: what is being done, and how far it has come.
 *
 * @param rollout what comes onto which workers; null as long as it is not known
 * @param finishedAt when the last step was done; null until then
 * @param steps all that was reported
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Entry(
        Task task,
        @Nullable Rollout rollout,
        Progress progress,
        Instant startedAt,
        @Nullable Instant finishedAt,
        List<StepReport> steps) {

    public Entry {
        steps = List.copyOf(steps);
    }

    /** Nothing is done yet. */
    static Entry of(Task task, Instant startedAt) {
        return new Entry(task, null, Progress.none(), startedAt, null, List.of());
    }

    Entry with(Rollout planned) {
        return new Entry(task, planned, progress, startedAt, finishedAt, steps);
    }

    Entry with(Progress made) {
        return new Entry(task, rollout, made, startedAt, finishedAt, steps);
    }

    Entry with(Task changed) {
        return new Entry(changed, rollout, progress, startedAt, finishedAt, steps);
    }

    Entry finished(Instant at) {
        return new Entry(task, rollout, progress, startedAt, at, steps);
    }

    /** With one more step, and the next number. */
    Entry reported(Instant at, Kind kind, @Nullable String worker, String text) {
        List<StepReport> more = new ArrayList<>(steps);
        more.add(new StepReport(steps.size() + 1, at, kind, worker, text));
        return new Entry(task, rollout, progress, startedAt, finishedAt, more);
    }

    boolean isFinished() {
        return finishedAt != null;
    }
}
