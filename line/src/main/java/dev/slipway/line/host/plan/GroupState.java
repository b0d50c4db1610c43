package dev.slipway.line.host.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The persistent state of a server group. What a step creates is recorded before it begins, so that a killed run leaves
 * nothing behind untracked.
 *
 * @param ask the digest of the request that was applied; empty if none
 * @param progress how far it was applied
 * @param workers the created workers, by name
 * @param database the name of its database; null if none exists
 * @param client the name of its client; null if none exists
 * @param management a digest of its management clients' addresses; null if none exist
 * @param failures the number of consecutive failures
 * @param due when it is retried after a failure; null if it did not fail
 * @param told the digest of the configuration last requested; null if none ever was
 */
public record GroupState(
        String ask,
        Progress progress,
        SortedMap<String, Worker> workers,
        @Nullable String database,
        @Nullable String client,
        @Nullable String management,
        int failures,
        @Nullable Instant due,
        @Nullable String told) {
    public static final GroupState NOTHING =
            new GroupState("", Progress.MAKING, new TreeMap<>(), null, null, null, 0, null, null);

    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(5));

    private static final Duration LONGEST_PAUSE = PAUSES.get(PAUSES.size() - 1);

    /** The number of checks at short intervals. */
    private static final int SOON = 24;

    /** How far it is. */
    public enum Progress {
        MAKING,
        READY,
        REMOVED,
        /** Removed with its data. */
        DROPPED
    }

    /**
     * Digests of what a worker runs with from its next start on.
     *
     * @param configuration of its server's configuration
     * @param start of all that it is started with
     */
    public record Worker(String configuration, String start) {
        /** A worker that is being changed; equals no real one. */
        public static final Worker UNKNOWN = new Worker("", "");
    }

    public GroupState {
        workers = new TreeMap<>(workers);
    }

    /** The state once this step has begun. */
    public GroupState begun(GroupStep step) {
        return step.begun(this);
    }

    /** The state once this step is done. */
    public GroupState done(GroupStep step) {
        return step.done(this);
    }

    /** The digest of what a worker was started with; null while that is being changed. */
    @Nullable
    public String start(String worker) {
        Worker known = workers.getOrDefault(worker, Worker.UNKNOWN);
        return known.start().isEmpty() ? null : known.start();
    }

    GroupState with(String name, Worker worker) {
        SortedMap<String, Worker> all = new TreeMap<>(workers);
        all.put(name, worker);
        return withWorkers(all);
    }

    GroupState without(String worker) {
        SortedMap<String, Worker> rest = new TreeMap<>(workers);
        rest.remove(worker);
        return withWorkers(rest);
    }

    private GroupState withWorkers(SortedMap<String, Worker> all) {
        return new GroupState(ask, progress, all, database, client, management, failures, due, told);
    }

    GroupState withDatabase(@Nullable String name) {
        return new GroupState(ask, progress, workers, name, client, management, failures, due, told);
    }

    GroupState withClient(@Nullable String name) {
        return new GroupState(ask, progress, workers, database, name, management, failures, due, told);
    }

    GroupState withManagement(@Nullable String digest) {
        return new GroupState(ask, progress, workers, database, client, digest, failures, due, told);
    }

    private GroupState withProgress(String thisAsk, Progress as) {
        return new GroupState(thisAsk, as, workers, database, client, management, failures, due, told);
    }

    private GroupState withRetry(int afterFailures, @Nullable Instant at) {
        return new GroupState(ask, progress, workers, database, client, management, afterFailures, at, told);
    }

    /** The state while this request is being applied. */
    public GroupState making(String thisAsk) {
        return withProgress(thisAsk, Progress.MAKING);
    }

    /** A copy with another requested configuration, which resets failures. */
    public GroupState withRequested(@Nullable String digest) {
        return Objects.equals(digest, told)
                ? this
                : new GroupState(ask, progress, workers, database, client, management, failures, null, digest);
    }

    /** The state on a restored line: no worker matches the desired one, and nothing is taken for created. */
    public GroupState reset() {
        SortedMap<String, Worker> unknown = new TreeMap<>(workers);
        unknown.replaceAll((name, worker) -> Worker.UNKNOWN);
        GroupState reset = withWorkers(unknown);
        if (progress != Progress.READY) {
            return reset;
        }
        // Not null: the existing clients must still be removed later.
        return reset.withProgress(ask, Progress.MAKING).withManagement(management == null ? null : "");
    }

    /** The state when all is done. */
    public GroupState completed(Progress as) {
        return withProgress(ask, as).withRetry(0, null);
    }

    /**
     * The state when only the routing to new workers is missing, until they run what the others run: checked again
     * soon, later less often.
     */
    public GroupState joining(Instant now) {
        Duration pause = failures < SOON ? PAUSES.get(0) : PAUSES.get(2);
        return withProgress(ask, Progress.READY).withRetry(failures + 1, now.plus(pause));
    }

    /** The state after a failure: retried after 5 s, 15 s, 1 min, and then every 5 min. */
    public GroupState failed(Instant now) {
        Duration pause = PAUSES.get(Math.min(failures, PAUSES.size() - 1));
        return withRetry(failures + 1, now.plus(pause));
    }

    /** Whether it is due: a new request at once, a failed one after its back-off, also if the clock was ahead then. */
    public boolean isDue(String thisAsk, Instant now) {
        return due == null || !thisAsk.equals(ask) || !now.isBefore(due) || due.isAfter(now.plus(LONGEST_PAUSE));
    }
}
