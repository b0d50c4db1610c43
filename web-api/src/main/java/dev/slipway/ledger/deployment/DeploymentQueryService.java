package dev.slipway.ledger.deployment;

import dev.slipway.ledger.budget.BudgetService;
import dev.slipway.ledger.page.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers questions for deployments, however they are composed, at a bounded cost. */
@ApplicationScoped
@Transactional
public class DeploymentQueryService {

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

    /** These deployments, as clients see them; those that there are not are left out. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Map<UUID, DeploymentResponse> show(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : deployments.find(ids).stream()
                        .map(DeploymentResponse::of)
                        .collect(Collectors.toMap(DeploymentResponse::id, Function.identity()));
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
