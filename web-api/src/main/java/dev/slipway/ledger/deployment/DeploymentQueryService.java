package dev.slipway.ledger.deployment;

import dev.slipway.ledger.platform.budget.BudgetService;
import dev.slipway.ledger.platform.page.Cursor;
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

/** Answers arbitrary queries for deployments at a bounded cost. */
@ApplicationScoped
@Transactional
public class DeploymentQueryService {

    /** How many are held in memory at a time while iterating. */
    private static final int PIECE = 500;

    @Inject
    DeploymentQueryRepository lists;

    @Inject
    DeploymentRepository deployments;

    @Inject
    BudgetService budget;

    /** Some deployments, most recently started first. */
    List<DeploymentResponse> newestFirst(DeploymentFilter filter, @Nullable Cursor after, int limit) {
        return lists.newestFirst(prepared(filter), after, limit);
    }

    /** What is live, by the names of service and environment. */
    List<Deployment> live(DeploymentFilter filter, @Nullable LiveCursor after, int limit) {
        return lists.live(prepared(filter), after, limit);
    }

    /** These deployments, as clients see them; unknown ids are left out. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Map<UUID, DeploymentResponse> show(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : deployments.find(ids).stream()
                        .map(DeploymentResponse::of)
                        .collect(Collectors.toMap(DeploymentResponse::id, Function.identity()));
    }

    /**
     * The deployments that match a query after a cursor, most recently started first; read in batches while iterating.
     *
     * @param limit the most to return
     */
    public Extract extract(DeploymentQuery query, @Nullable Cursor after, int limit) {
        DeploymentFilter filter = prepared(query.filter());
        Optional<String> next = lists.placeBehind(filter, after, limit).map(Cursor::toString);
        return new Extract(next, action -> forEach(filter, after, limit, action));
    }

    private void forEach(
            DeploymentFilter filter, @Nullable Cursor after, int limit, Consumer<DeploymentResponse> action) {
        Cursor place = after;
        for (int left = limit; left > 0; left -= PIECE) {
            List<DeploymentResponse> piece = lists.newestFirst(filter, place, PIECE);
            piece.stream().limit(left).forEach(action);
            if (piece.size() < PIECE) {
                return;
            }
            DeploymentResponse last = piece.get(PIECE - 1);
            place = new Cursor(last.startedAt(), last.id());
        }
    }

    /**
     * Deployments to iterate over once.
     *
     * @param next the cursor of the last, if there are more after it
     * @param deployments passes each to an action
     */
    public record Extract(Optional<String> next, Consumer<Consumer<DeploymentResponse>> deployments) {

        /** Iterates over them. */
        public void forEach(Consumer<DeploymentResponse> action) {
            deployments.accept(action);
        }
    }

    private DeploymentFilter prepared(DeploymentFilter filter) {
        if (!filter.isCheap()) {
            budget.begin();
        }
        return Optional.ofNullable(filter.search())
                .flatMap(lists::hits)
                .map(filter::among)
                .orElse(filter);
    }
}
