package dev.slipway.line.agent.deployment.execution;

import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits until a service's workers are in the desired state, and reports the reason for waiting. */
public final class GroupWait {
    /** How long to wait for workers. */
    private static final Duration MAKING = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Sites sites;
    private final Recorder recorder;
    private final Runnable meanwhile;

    /** @param meanwhile called every second */
    public GroupWait(Sites sites, Recorder recorder, Runnable meanwhile) {
        this.sites = sites;
        this.recorder = recorder;
        this.meanwhile = meanwhile;
    }

    /**
     * The workers, once they are ready.
     *
     * @param configuration the configuration version that they must be started with; null for any
     * @throws PreparationException when they could not be created in time
     */
    public Site await(String service, String environment, @Nullable Integer configuration)
            throws IOException, PreparationException {
        Pace pace = sites.own().pace();
        Deadline deadline = pace.deadline(MAKING);
        String reported = "";
        if (!service.equals(Services.LEDGER)) {
            // Its definition may have changed since the last check.
            meanwhile.run();
        }
        while (true) {
            Sites.Availability place = sites.find(service, environment, configuration);
            if (place instanceof Sites.Availability.Ready ready) {
                return ready.site();
            }
            String why = ((Sites.Availability.Preparing) place).why();
            if (deadline.isOver()) {
                throw new PreparationException(why);
            }
            if (!why.equals(reported)) {
                recorder.report(Kind.STARTED, null, "Waiting: " + why);
                reported = why;
            }
            meanwhile.run();
            pace.sleep(PAUSE);
        }
    }
}
