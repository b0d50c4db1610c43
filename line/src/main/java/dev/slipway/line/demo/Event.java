package dev.slipway.line.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An event of the story. Services and environments are referred to by name, everything else by id. */
sealed interface Event {
    Instant at();

    record EnvironmentMade(Instant at, String name, String title, int rank) implements Event {}

    record ServiceRegistered(Instant at, String name, String title) implements Event {}

    /**
     * An environment's first policy: tests must have passed, and another person must approve.
     *
     * @param freezes the freezes, as JSON
     */
    record PolicySet(Instant at, String environment, String freezes, String by) implements Event {}

    /**
     * A commit of a release.
     *
     * @param at when it was committed
     */
    record Commit(Instant at, String sha, String title, String author) {}

    /**
     * A release.
     *
     * @param at when it was merged
     * @param commits the commits, newest first
     */
    record Released(
            Instant at,
            UUID id,
            String service,
            String version,
            String commit,
            String digest,
            String sourceUrl,
            List<Commit> commits)
            implements Event {
        public Released {
            commits = List.copyOf(commits);
        }
    }

    /** The user and the channel of a deployment. */
    record Door(String actor, String channel) {}

    /** The outcome of a deployment. */
    enum Outcome {
        SUCCEEDED,
        FAILED
    }

    /**
     * A deployment.
     *
     * @param at when it started
     * @param took how long it took
     */
    record Deployed(
            Instant at,
            UUID id,
            Released release,
            String environment,
            Door door,
            Outcome outcome,
            boolean isRollback,
            Duration took)
            implements Event {}

    /** A deployment failed its users, so that intervention was required. */
    record Intervened(Instant at, UUID deployment, String note, String by) implements Event {}

    /** A deployment repaired an earlier one. */
    record Repaired(Instant at, UUID deployment, UUID repaired, boolean isAutomatic, String by) implements Event {}
}
