package dev.slipway.ledger.deployment.query;

import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentRepository;
import dev.slipway.ledger.deployment.DeploymentResponse;
import dev.slipway.ledger.deployment.Group;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.platform.budget.BudgetService;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.service.Service;
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

/** Answers queries for deployments; those that clients make up, at a bounded cost. */
@ApplicationScoped
@Transactional
public class DeploymentQueryService {

    /** How many are held in memory at a time while iterating. */
    private static final int PIECE = 500;

    private static final int ENVIRONMENTS = 100;

    @Inject
    DeploymentQueryRepository lists;

    @Inject
    DeploymentRepository deployments;

    @Inject
    HistoryRepository history;

    @Inject
    BudgetService budget;

    /** Some deployments, most recently started first. */
    List<DeploymentResponse> newestFirst(DeploymentFilter filter, @Nullable Cursor after, int limit) {
        return lists.newestFirst(prepared(filter), after, limit);
    }

    /** The live deployments, ordered by the names of service and environment. */
    List<DeploymentResponse> live(DeploymentFilter filter, @Nullable LiveCursor after, int limit) {
        return lists.live(prepared(filter), after, limit);
    }

    /** These deployments, by their identities. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Map<UUID, Deployment> find(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : deployments.find(ids).stream().collect(Collectors.toMap(Deployment::id, deployment -> deployment));
    }

    /** This deployment; empty if there is none of this identity. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Deployment> find(UUID id) {
        return deployments.find(id);
    }

    /** The deployment that last left a release of this one's service running in its environment before this one began. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Deployment> before(Deployment deployment) {
        return history.before(deployment);
    }

    /** The live deployment of this service in this environment; empty if there is none. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Deployment> live(String service, String environment) {
        return lists.live(DeploymentFilter.of(service, environment), 1).stream().findFirst();
    }

    /** The live deployments of this service, one per environment; at most 100. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Deployment> live(String service) {
        return lists.live(DeploymentFilter.of(service, null), ENVIRONMENTS);
    }

    /** The last deployment that left this release running in this environment, whether or not it runs there now. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Deployment> lastOf(Release release, Environment environment) {
        return history.lastOf(release.id(), environment.id());
    }

    /** The last deployment that left a release with this archive running in this environment, whether or not it runs there now. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Deployment> lastOfArchive(Service service, Digest artifactDigest, Environment environment) {
        return history.lastOfArchive(service.id(), artifactDigest, environment.id());
    }

    /** Who left a release with this one's archive running in this environment, not through an agent. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Deployer> deployersOf(Release release, String environment) {
        return history.deployersOf(release.service().id(), release.artifactDigest(), environment);
    }

    /** Whether some deployment, even one that only a client reported, left this release running in this environment. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public boolean hasRun(Release release, Environment environment) {
        return lastOf(release, environment).isPresent();
    }

    /**
     * Whether a request may go back to this release in this environment: it was seen running there or, if nothing of
     * the service was ever seen, is on record. A release that only a client reported does not otherwise count as an
     * earlier one.
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public boolean mayReturn(Release release, Environment environment) {
        return wasSeen(release, environment)
                || hasRun(release, environment)
                        && lastSeen(release.service().name(), environment).isEmpty();
    }

    /** Whether a worker or the agent has seen this release's archive run in this environment. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public boolean wasSeen(Release release, Environment environment) {
        return history.wasSeen(release, environment.id());
    }

    /** The release that a worker or the agent has last seen begin to run in this environment; empty if there is none. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Release> lastSeen(String service, Environment environment) {
        return history.lastSeen(service, environment.id()).flatMap(Deployment::release);
    }

    /**
     * The newest release that a worker or the agent has seen run in this environment and that was recorded before this one, or this one if
     * its archive was seen there; empty if there is none.
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Release> lastSeen(Release release, Environment environment) {
        return history.lastSeen(release, environment.id())
                .flatMap(Deployment::release)
                .map(seen -> seen.artifactDigest().equals(release.artifactDigest()) ? release : seen);
    }

    /** The last requested deployment that left this release running in this environment; empty if there is none. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Deployment> lastRequested(Release release, Environment environment) {
        return history.lastRequested(release.id(), environment.id());
    }

    /** The last deployment of each archive name on these workers that left it running. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Deployment> liveArchives(Group group) {
        return deployments.liveArchives(group);
    }

    /** The last deployment of this archive name on these workers, if it left it running. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Deployment> liveArchive(String archive, Group group) {
        return deployments.liveArchive(archive, group);
    }

    /** The last deployment of this service in this environment with a known release, unless it was undeployed later. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Deployment> lastReleased(UUID service, String environment) {
        return history.lastReleased(service, environment);
    }

    /** These deployments, as clients see them; unknown ids are left out. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Map<UUID, DeploymentResponse> show(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : lists.show(ids).stream().collect(Collectors.toMap(DeploymentResponse::id, Function.identity()));
    }

    /**
     * The deployments that match a query after a cursor, most recently started first; read in batches while iterating.
     * Those that are recorded during the iteration come on top of the limit, so that none is lost between one extract
     * and the next.
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

    /** In the database's order: UUIDs by their bytes, which {@link UUID#compareTo} treats as signed numbers. */
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
