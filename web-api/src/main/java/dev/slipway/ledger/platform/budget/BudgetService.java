package dev.slipway.ledger.platform.budget;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;

/** Limits what the questions of one transaction may cost. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class BudgetService {
    private static final Duration STATEMENT = Duration.ofSeconds(8);

    @Inject
    BudgetRepository budget;

    /**
     * Lets PostgreSQL end each further statement of this transaction after eight seconds, which the client is told as
     * the problem {@code query-too-broad}; and makes it plan each for its own values, since a plan that suits a rare word
     * does not suit a frequent one.
     */
    public void begin() {
        budget.limit(STATEMENT);
    }
}
