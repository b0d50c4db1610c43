package dev.slipway.ledger.deployment;

import dev.slipway.ledger.budget.BudgetService;
import dev.slipway.ledger.page.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions for deployments, however they are composed, at a bounded cost. */
@ApplicationScoped
@Transactional
class DeploymentQueryService {

    @Inject
    DeploymentRepository deployments;

    @Inject
    BudgetService budget;

    /** Some deployments, the last started first. */
    List<Deployment> newestFirst(DeploymentFilter filter, @Nullable Cursor after, int limit) {
        return deployments.newestFirst(prepared(filter), after, limit);
    }

    /** What is live, by the names of service and environment. */
    List<Deployment> live(DeploymentFilter filter, @Nullable LivePlace after, int limit) {
        return deployments.live(prepared(filter), after, limit);
    }

    private DeploymentFilter prepared(DeploymentFilter filter) {
        if (!filter.isCheap()) {
            budget.begin();
        }
        return Optional.ofNullable(filter.search())
                .flatMap(deployments::hits)
                .map(filter::among)
                .orElse(filter);
    }
}
