package dev.slipway.ledger.promotion;

import dev.slipway.ledger.platform.background.ScheduledJob;
import dev.slipway.ledger.platform.background.ScheduledJobListener;
import dev.slipway.ledger.platform.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Asks for what policies want promoted automatically, as soon as the gate allows it. On every worker, which does no harm: the
 * database lets one at a time ask for a release, and whoever comes second is told of the first.
 */
@WebListener
public class PromotionSweep extends ScheduledJobListener {
    private static final System.Logger LOG = System.getLogger(PromotionSweep.class.getName());
    private static final String FAILURE = "Automatic promotions could not be evaluated";
    private static final Duration SWEEP = Duration.ofSeconds(10);

    @Inject
    PromotionService service;

    @Inject
    PromotionRepository promotions;

    @Override
    protected ScheduledJob begin(ScheduledExecutorService scheduler) {
        return new ScheduledJob(scheduler, FAILURE, this::sweep, SWEEP, SWEEP);
    }

    private void sweep() {
        promotions.automatic().forEach(this::promote);
    }

    /** One that fails, by whatever exception of a commit, keeps no other waiting. */
    private void promote(AutomaticPromotion wanted) {
        try {
            if (service.promote(wanted)) {
                LOG.log(
                        Level.INFO,
                        "{0} {1} is promoted to {2}, as its policy says",
                        wanted.service(),
                        wanted.version(),
                        wanted.to());
            }
        } catch (ProblemException e) {
            // It cannot go there now; the preview says why to whoever looks.
            LOG.log(Level.DEBUG, "{0} {1} is not promoted: {2}", wanted.service(), wanted.version(), e.getMessage());
        } catch (Exception e) {
            LOG.log(Level.WARNING, FAILURE, e);
        }
    }
}
