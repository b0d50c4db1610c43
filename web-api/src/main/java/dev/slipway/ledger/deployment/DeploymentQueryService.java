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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers questions for deployments, however they are composed, at a bounded cost. */
@ApplicationScoped
@Transactional
public class DeploymentQueryService {

    /** How many are in memory at a time while many are gone through. */
    private static final int PIECE = 500;

    @Inject
    DeploymentRepository deployments;

    @Inject
    BudgetService budget;

    /** Some deployments, the last started first. */
    List<DeploymentResponse> newestFirst(DeploymentFilter filter, @Nullable Cursor after, int limit) {
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

    /**
     * The deployments that a query finds behind a place, the last started first; they are read piece by piece while
     * somebody goes through them.
     *
     * @param limit the most that there are to be
     */
    public Extract extract(DeploymentQuery query, @Nullable Cursor after, int limit) {
        DeploymentFilter filter = prepared(query.filter());
        Optional<String> next = deployments.placeBehind(filter, after, limit).map(Cursor::toString);
        return new Extract(next, action -> forEach(filter, after, limit, action));
    }

    private void forEach(
            DeploymentFilter filter, @Nullable Cursor after, int limit, Consumer<DeploymentResponse> action) {
        Cursor place = after;
        for (int left = limit; left > 0; left -= PIECE) {
            List<DeploymentResponse> piece = deployments.newestFirst(filter, place, PIECE);
            piece.stream().limit(left).forEach(action);
            if (piece.size() < PIECE) {
                return;
            }
            DeploymentResponse last = piece.get(PIECE - 1);
            place = new Cursor(last.startedAt(), last.id());
        }
    }

    /**
     * Deployments to go through once.
     *
     * @param next the place of the last, if there are more behind it
     * @param deployments hands each to an action
     */
    public record Extract(Optional<String> next, Consumer<Consumer<DeploymentResponse>> deployments) {

        /** Goes through them. */
        public void forEach(Consumer<DeploymentResponse> action) {
            deployments.accept(action);
        }
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
