package dev.slipway.line.roll.plan;

import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rollout's progress: what cannot be determined from the workers themselves.
 *
 * @param before each worker's former content, by name
 * @param changed the workers whose archive was, or may have been, replaced, in order
 * @param failure why it failed; null if nothing has
 * @param isPutBack whether a worker had to be rolled back
 * @param rollingBack the workers whose former archive is, or may have been, put back
 */
public record Progress(
        Map<String, Content> before,
        List<String> changed,
        @Nullable Failure failure,
        boolean isPutBack,
        List<String> rollingBack) {
    public Progress {
        before = new TreeMap<>(before);
        changed = List.copyOf(changed);
        // An earlier agent's journal does not have it.
        rollingBack = List.copyOf(Objects.requireNonNullElse(rollingBack, List.of()));
    }

    public static Progress none() {
        return new Progress(Map.of(), List.of(), null, false, List.of());
    }

    /** A copy with the workers' former contents. */
    public Progress withBefore(Map<String, Content> found) {
        return new Progress(found, changed, failure, isPutBack, rollingBack);
    }

    /** A copy with another worker that may have been changed. */
    public Progress withChanged(String worker) {
        if (changed.contains(worker)) {
            return this;
        }
        List<String> more = new ArrayList<>(changed);
        more.add(worker);
        return new Progress(before, more, failure, isPutBack, rollingBack);
    }

    /** A copy with a failure, from which on the plan is to roll back. */
    public Progress withFailure(Failure why) {
        return new Progress(before, changed, why, isPutBack, rollingBack);
    }

    /** Whether somebody else has deployed to a worker since: what runs there is neither new nor what ran before. */
    public boolean isTaken(String worker, Content now, ContentHash hash) {
        Content former = before(worker);
        return now.presence() == Content.Presence.RUNNING && !now.runs(hash) && !now.runs(former.hash());
    }

    /** A copy without the workers that somebody else has deployed to since, which keep that. */
    public Progress without(List<String> taken) {
        List<String> own =
                changed.stream().filter(worker -> !taken.contains(worker)).toList();
        return new Progress(before, own, failure, isPutBack, rollingBack);
    }

    /** A copy with another worker whose former archive may have been put back. */
    public Progress withRollingBack(String worker) {
        if (rollingBack.contains(worker)) {
            return this;
        }
        List<String> more = new ArrayList<>(rollingBack);
        more.add(worker);
        return new Progress(before, changed, failure, isPutBack, more);
    }

    /** A copy with a rollback recorded. */
    public Progress withPutBack() {
        return new Progress(before, changed, failure, true, rollingBack);
    }

    /** A worker's former content. */
    public Content before(String worker) {
        return before.getOrDefault(worker, Content.absent());
    }
}
