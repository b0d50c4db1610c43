package dev.slipway.ledger.promotion;

import dev.slipway.ledger.platform.background.ScheduledJobListener;
import dev.slipway.ledger.platform.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Requests automatic promotions as soon as the gate allows them. Runs on every worker; idempotent, since the database serializes the
 * requests for a release, and what was requested once is not requested again.
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
    protected void schedule() {
        every(SWEEP, FAILURE, this::sweep);
    }

    private void sweep() {
        promotions.automatic().forEach(this::promote);
    }

    /** A failing one, even at commit, must not block the others. */
    private void promote(AutomaticPromotion due) {
        try {
            if (service.promote(due)) {
                LOG.log(
                        Level.INFO,
                        "{0} {1} is promoted to {2}, as its policy says",
                        due.service(),
                        due.version(),
                        due.to());
            }
        } catch (ProblemException e) {
            // Not possible now; the preview shows why.
            LOG.log(Level.DEBUG, "{0} {1} is not promoted: {2}", due.service(), due.version(), e.getMessage());
        } catch (Exception e) {
            LOG.log(Level.WARNING, FAILURE, e);
        }
    }
}
