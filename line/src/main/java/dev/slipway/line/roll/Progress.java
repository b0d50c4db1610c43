package dev.slipway.line.roll;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a rollout has come: what nobody could find out by looking at the workers.
 *
 * @param before what each worker had, by its name
 * @param changed the workers whose archive was, or may have been, replaced, in that order
 * @param failure why it does not run; null as long as nothing has failed
 * @param isPutBack whether what ran before had to be put back somewhere
 */
public record Progress(
        Map<String, Content> before,
        List<String> changed,
        @Nullable Failure failure,
        boolean isPutBack) {
    public Progress {
        before = new TreeMap<>(before);
        changed = List.copyOf(changed);
    }

    /** Nothing is done yet. */
    public static Progress none() {
        return new Progress(Map.of(), List.of(), null, false);
    }

    /** The same, with what the workers had. */
    public Progress withBefore(Map<String, Content> found) {
        return new Progress(found, changed, failure, isPutBack);
    }

    /** The same, with one more worker that may have been changed. */
    public Progress withChanged(String worker) {
        if (changed.contains(worker)) {
            return this;
        }
        List<String> more = new ArrayList<>(changed);
        more.add(worker);
        return new Progress(before, more, failure, isPutBack);
    }

    /** The same, but it has failed: from here on, what ran before is put back. */
    public Progress withFailure(Failure why) {
        return new Progress(before, changed, why, isPutBack);
    }

    /** The same, but for workers that somebody has given something else since then: that is theirs, and stays. */
    public Progress without(Map<String, Content> now, String hash) {
        List<String> own = changed.stream()
                .filter(worker -> !isTaken(now.getOrDefault(worker, Content.unknown()), hash))
                .toList();
        return new Progress(before, own, failure, isPutBack);
    }

    private static boolean isTaken(Content now, String hash) {
        return now.presence() == Content.Presence.RUNNING && !now.runs(hash);
    }

    /** The same, and something had to be put back. */
    public Progress withPutBack() {
        return new Progress(before, changed, failure, true);
    }

    /** What a worker had before. */
    public Content before(String worker) {
        return before.getOrDefault(worker, Content.absent());
    }
}
