package dev.slipway.line.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was made of a server group so far. What a step makes is noted before the step begins, so that a run that is killed in the middle
 * leaves nothing behind that nobody knows of.
 *
 * @param ask a digest of what was asked for, when it was made; empty where nothing was
 * @param progress how far that is
 * @param workers those that were made, by name
 * @param database its name; null where none was made, or where it was dropped
 * @param client the name of its client; null where there is none
 * @param management a digest of where its workers are managed by tokens; null where nothing was made for that
 * @param failures how often in a row making it failed
 * @param due when it is tried again after a failure; null where it did not fail
 * @param told a digest of the configuration of its service that was asked for last; null where none ever was
 */
record Made(
        String ask,
        Progress progress,
        SortedMap<String, Worker> workers,
        @Nullable String database,
        @Nullable String client,
        @Nullable String management,
        int failures,
        @Nullable Instant due,
        @Nullable String told) {
    static final Made NOTHING = new Made("", Progress.MAKING, new TreeMap<>(), null, null, null, 0, null, null);

    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(5));

    /** How many looks are soon after one another. */
    private static final int SOON = 24;

    /** How far it is. */
    enum Progress {
        MAKING,
        READY,
        REMOVED,
        /** Removed with its data. */
        DROPPED
    }

    /**
     * What a worker runs with from its next start on, as digests.
     *
     * @param configuration of its server's configuration
     * @param start of all that it is started with
     */
    record Worker(String configuration, String start) {
        /** Of a worker that is being changed: like no other. */
        static final Worker UNKNOWN = new Worker("", "");
    }

    /** Keeps a copy. */
    Made {
        workers = new TreeMap<>(workers);
    }

    /** What may be there once this step has begun. */
    Made begun(Step step) {
        if (step instanceof Step.MakeDatabase make) {
            return with(workers, make.name(), client);
        }
        if (step instanceof Step.CopyDatabase copy) {
            return with(workers, copy.name(), client);
        }
        if (step instanceof Step.MakeClient make) {
            return with(workers, database, make.name());
        }
        if (step instanceof Step.MakeManagement) {
            return managed("");
        }
        if (step instanceof Step.Configure configure) {
            return worker(configure.worker(), Worker.UNKNOWN);
        }
        if (step instanceof Step.Start start) {
            Worker before = workers.getOrDefault(start.worker(), Worker.UNKNOWN);
            return worker(start.worker(), new Worker(before.configuration(), ""));
        }
        return this;
    }

    /** What is there once this step is done. */
    Made done(Step step) {
        if (step instanceof Step.Configure configure) {
            return worker(configure.worker(), new Worker(configure.digest(), ""));
        }
        if (step instanceof Step.Start start) {
            return worker(start.worker(), start.made());
        }
        if (step instanceof Step.Prepare prepare) {
            return worker(prepare.worker(), prepare.made());
        }
        if (step instanceof Step.Stop stop) {
            SortedMap<String, Worker> rest = new TreeMap<>(workers);
            rest.remove(stop.worker());
            return with(rest, database, client);
        }
        if (step instanceof Step.RemoveClient) {
            return with(workers, database, null);
        }
        if (step instanceof Step.MakeManagement make) {
            return managed(make.digest());
        }
        if (step instanceof Step.RemoveManagement) {
            return managed(null);
        }
        if (step instanceof Step.DropDatabase) {
            return with(workers, null, client);
        }
        return this;
    }

    private Made worker(String name, Worker worker) {
        SortedMap<String, Worker> all = new TreeMap<>(workers);
        all.put(name, worker);
        return with(all, database, client);
    }

    private Made with(SortedMap<String, Worker> these, @Nullable String itsDatabase, @Nullable String itsClient) {
        return new Made(ask, progress, these, itsDatabase, itsClient, management, failures, due, told);
    }

    private Made managed(@Nullable String digest) {
        return new Made(ask, progress, workers, database, client, digest, failures, due, told);
    }

    /** That is being made, or removed, now. */
    Made making(String thisAsk) {
        return new Made(thisAsk, Progress.MAKING, workers, database, client, management, failures, due, told);
    }

    /** The same, with another configuration that is asked for: that is not what failed. */
    Made asked(@Nullable String digest) {
        return Objects.equals(digest, told)
                ? this
                : new Made(ask, progress, workers, database, client, management, failures, null, digest);
    }

    /** All of it is there, or gone. */
    Made settled(Progress as) {
        return new Made(ask, as, workers, database, client, management, 0, null, told);
    }

    /** It is there, but for workers that are let in when they have what the others run: somebody looks again soon, and later now and then. */
    Made joining(Instant now) {
        Duration pause = failures < SOON ? PAUSES.get(0) : PAUSES.get(2);
        return new Made(
                ask, Progress.READY, workers, database, client, management, failures + 1, now.plus(pause), told);
    }

    /** It failed: it is due again after 5 s, 15 s, 1 min, and then every 5 min. */
    Made failed(Instant now) {
        Duration pause = PAUSES.get(Math.min(failures, PAUSES.size() - 1));
        return new Made(ask, progress, workers, database, client, management, failures + 1, now.plus(pause), told);
    }

    /** Whether it is time for it: what was not asked for yet is due at once, what failed when its pause is over. */
    boolean isDue(String thisAsk, Instant now) {
        return due == null || !thisAsk.equals(ask) || !now.isBefore(due);
    }
}
