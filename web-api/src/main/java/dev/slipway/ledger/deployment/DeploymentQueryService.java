package dev.slipway.ledger.deployment;

import dev.slipway.ledger.platform.budget.BudgetService;
import dev.slipway.ledger.platform.page.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
     * The deployments that match a query after a cursor, most recently started first; read in batches while iterating. Those that
     * are recorded meanwhile come on top of the limit, so that none is lost between one extract and the next.
     *
     * @param limit the most to return
     */
    public Extract extract(DeploymentQuery query, @Nullable Cursor after, int limit) {
        DeploymentFilter filter = prepared(query.filter());
        Optional<Cursor> last = lists.placeBehind(filter, after, limit);
        return new Extract(last.map(Cursor::toString), action -> forEach(filter, after, last.orElse(null), action));
    }

    /** To the last place, inclusive; null: to the end. */
    private void forEach(
            DeploymentFilter filter,
            @Nullable Cursor after,
            @Nullable Cursor last,
            Consumer<DeploymentResponse> action) {
        Cursor place = after;
        while (true) {
            List<DeploymentResponse> piece = lists.newestFirst(filter, place, PIECE);
            for (DeploymentResponse deployment : piece) {
                place = new Cursor(deployment.startedAt(), deployment.id());
                if (last != null && isBehind(place, last)) {
                    return;
                }
                action.accept(deployment);
            }
            if (piece.size() < PIECE || Objects.equals(place, last)) {
                return;
            }
        }
    }

    /** As the database orders them: identities by their bytes, which {@link UUID#compareTo} takes for signed numbers. */
    private static boolean isBehind(Cursor place, Cursor last) {
        int order = place.at().compareTo(last.at());
        return order < 0
                || order == 0 && place.id().toString().compareTo(last.id().toString()) < 0;
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
