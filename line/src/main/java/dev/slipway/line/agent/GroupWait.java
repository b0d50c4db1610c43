package dev.slipway.line.agent;

import dev.slipway.line.agent.StepReport.Kind;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Rollout;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Waits until a service's workers are as the ledger wants them, and says meanwhile what keeps them. */
final class GroupWait {
    /** How long what is being made is waited for. */
    private static final Duration MAKING = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Sites sites;
    private final Recorder recorder;
    private final Runnable meanwhile;

    /**
     * For one deployment.
     *
     * @param meanwhile what is done each second
     */
    GroupWait(Sites sites, Recorder recorder, Runnable meanwhile) {
        this.sites = sites;
        this.recorder = recorder;
        this.meanwhile = meanwhile;
    }

    /**
     * The workers, once they are there.
     *
     * @param configuration the version of its configuration that they are to be started with; null where any will do
     * @throws PreparationException when they could not be made, or not in time
     */
    Site await(String service, String environment, @Nullable Integer configuration)
            throws IOException, PreparationException {
        Pace pace = sites.own().pace();
        Instant deadline = pace.now().plus(MAKING);
        String said = "";
        if (!service.equals(Rollout.LEDGER)) {
            // Its definition may have been changed after it was looked at last.
            meanwhile.run();
        }
        while (true) {
            Sites.Place place = sites.find(service, environment, configuration);
            if (place instanceof Sites.Place.Ready ready) {
                return ready.site();
            }
            String why = ((Sites.Place.Making) place).why();
            if (!pace.now().isBefore(deadline)) {
                throw new PreparationException(why);
            }
            if (!why.equals(said)) {
                recorder.report(Kind.STARTED, null, "Waiting: " + why);
                said = why;
            }
            meanwhile.run();
            pace.sleep(PAUSE);
        }
    }
}
