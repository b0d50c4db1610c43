package dev.slipway.line.cli.follow;

import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.lines.Durations;
import dev.slipway.line.http.Json;
import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import java.time.Duration;
import java.util.Optional;

/** The wait for the agent to begin with something, and the warning, given once, that it takes long. */
public final class AgentWait {
    /** After this time, it takes long. */
    static final Duration LONG = Duration.ofSeconds(30);

    private final Output output;
    private final Pace pace;

    /** Over from the start: what is left of it, negated, is the time since then. */
    private Deadline begin;

    private boolean isWarned;

    /** Starts the wait. */
    public AgentWait(Output output, Pace pace) {
        this.output = output;
        this.pace = pace;
        this.begin = pace.deadline(Duration.ZERO);
    }

    /** Restarts the wait. */
    void restart() {
        begin = pace.deadline(Duration.ZERO);
    }

    /** How long it has been. */
    Duration waited() {
        return begin.left().negated();
    }

    /** How long until the warning is due, not positive if it is; empty once it was given. */
    Optional<Duration> untilWarning() {
        return isWarned ? Optional.empty() : Optional.of(LONG.minus(waited()));
    }

    /** Warns that no agent has begun. */
    void warn() {
        warn("no agent has claimed it for " + Durations.text(LONG) + "; on the line's machine: ./slipway status");
    }

    /** Warns with a reason for the wait. */
    void warn(String text) {
        isWarned = true;
        output.warn(text);
    }

    /** Warns if it takes long and no warning was given yet. */
    void warnIfLong(Duration waited) {
        if (!isWarned && waited.compareTo(LONG) >= 0) {
            warn();
        }
    }

    /**
     * Checks on a request that no agent has claimed.
     *
     * @throws Failure if that has lasted for longer than the patience
     */
    public void check(Duration patience, Json request) {
        Duration waited = waited();
        warnIfLong(waited);
        if (waited.compareTo(patience) >= 0) {
            output.json(request);
            throw new Failure(
                    "The agent has not started it within " + Durations.text(patience) + ".", "The request stays open.");
        }
    }
}
