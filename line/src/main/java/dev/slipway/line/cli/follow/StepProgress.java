package dev.slipway.line.cli.follow;

import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.lines.RequestLines;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.ledger.request.RequestStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows the agent's steps: each once it is over, and its start if it takes long. */
final class StepProgress {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Output output;
    private final Clock clock;
    private final String service;
    private final Set<String> workers = new HashSet<>();
    private long seen;
    private boolean isFailed;
    private boolean isRollbackFailed;
    /** The step in progress, while its start is not shown yet. */
    private @Nullable RequestStep begun;
    /** The beginning of the archive's start; null once complete, or after the warning about a slow start. */
    private @Nullable Instant startingSince;

    StepProgress(Output output, Clock clock, String service) {
        this.output = output;
        this.clock = clock;
        this.service = service;
    }

    /** The number of the last received step. */
    long seen() {
        return seen;
    }

    /** Whether a step is in progress that is not printed yet. */
    boolean isBegun() {
        return begun != null;
    }

    /** Whether a rollback failed. */
    boolean isRollbackFailed() {
        return isRollbackFailed;
    }

    /** On how many workers something was done. */
    int workers() {
        return workers.size();
    }

    void show(RequestStep step) {
        seen = Math.max(seen, step.number());
        step.worker().ifPresent(workers::add);
        switch (step.kind()) {
            case "started" -> {
                showBegun();
                begun = step;
                startingSince = step.isStart() ? clock.instant() : null;
            }
            case "warning" -> output.warn(RequestLines.step(step));
            case "failed" -> {
                end();
                // The agent reports it without a worker, once it has tried all of them.
                isRollbackFailed = isFailed && step.worker().isEmpty();
                isFailed = true;
                output.bad(RequestLines.step(step));
            }
            default -> {
                end();
                output.good(RequestLines.step(step));
            }
        }
    }

    private void end() {
        begun = null;
        startingSince = null;
    }

    /** Shows the start of the step in progress, and what to do if it takes long. */
    void showBegun() {
        RequestStep step = begun;
        if (step != null) {
            output.say("  … " + RequestLines.step(step));
            begun = null;
        }
        Instant since = startingSince;
        if (since != null && !since.plus(LONG).isAfter(clock.instant())) {
            startingSince = null;
            output.warn(
                    "It is still starting. WildFly gives a start 5 minutes; until it ends, nothing else happens there."
                            + (service.equals(Services.LEDGER)
                                    ? ""
                                    : " What it waits for: slipway threads " + service));
        }
    }
}
