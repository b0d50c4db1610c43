package dev.slipway.ledger.platform.budget;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;

@ApplicationScoped
class BudgetRepository {

    @PersistenceContext
    EntityManager entities;

    /** Limits the statements until the transaction ends; the connection returns to the pool unchanged. */
    void limit(Duration statement) {
        entities.createNativeQuery(
                        "select set_config('statement_timeout', :millis, true), set_config('plan_cache_mode', 'force_custom_plan', true)",
                        Object[].class)
                .setParameter("millis", String.valueOf(statement.toMillis()))
                .getSingleResult();
    }
}
