package dev.slipway.ledger.platform.budget;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;

/** Limits the cost of the queries of a transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class BudgetService {
    private static final Duration STATEMENT = Duration.ofSeconds(8);

    @Inject
    BudgetRepository budget;

    /**
     * Makes PostgreSQL cancel each further statement of this transaction after eight seconds, which is reported as the problem {@code
     * query-too-broad}; and makes it plan each for its parameter values, since a plan for a rare word does not suit a frequent one.
     */
    public void begin() {
        budget.limit(STATEMENT);
    }

    /** The same with another limit, of at least a millisecond; it replaces the one before. */
    public void begin(Duration statement) {
        budget.limit(statement);
    }
}
