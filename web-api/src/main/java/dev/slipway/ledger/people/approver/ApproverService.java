package dev.slipway.ledger.people.approver;

import dev.slipway.ledger.platform.background.SteadyClock;
import dev.slipway.ledger.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows who is an approver at present. Keycloak's answers are cached for a few seconds, since open requests are re-evaluated
 * frequently.
 *
 * <p>If Keycloak does not answer, its last answer counts for two minutes; after that, nobody is known to be an approver.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
public class ApproverService {
    static final Duration FRESH = Duration.ofSeconds(10);
    static final Duration LAST_KNOWN = Duration.ofMinutes(2);

    /** The pause after Keycloak did not answer, since callers that wait for it hold a database connection. */
    static final Duration RETRY = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Inject
    ApproverDirectory directory;

    InstantSource clock = new SteadyClock();

    private final Map<String, CachedApprover> cache = new ConcurrentHashMap<>();
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Instant failedAt = Instant.EPOCH;

    private record CachedApprover(Approver approver, Instant at) {

        boolean isWithin(Duration age, Instant now) {
            return at.plus(age).isAfter(now);
        }
    }

    /** The status of each of these, by name. */
    public Map<String, Approver> approvers(Collection<String> names) {
        refresh(names);
        Instant now = clock.instant();
        return names.stream().distinct().collect(Collectors.toMap(Function.identity(), name -> lastKnown(name, now)));
    }

    /** Clears the cache, since roles have changed or are about to. */
    public void forget(String name) {
        refreshing.lock();
        try {
            cache.remove(name);
        } finally {
            refreshing.unlock();
        }
    }

    private Approver lastKnown(String name, Instant now) {
        @Nullable CachedApprover last = cache.get(name);
        return last != null && last.isWithin(LAST_KNOWN, now) ? last.approver() : Approver.UNKNOWN;
    }

    /** One thread queries Keycloak at a time; the others wait briefly for its result. */
    private void refresh(Collection<String> names) {
        if (stale(names).isEmpty() || !tryLock()) {
            return;
        }
        try {
            List<String> stale = stale(names);
            if (!stale.isEmpty()) {
                fetch(stale);
            }
        } finally {
            refreshing.unlock();
        }
    }

    private void fetch(List<String> names) {
        try {
            Map<String, Approver> answer = directory.approvers(names);
            Instant now = clock.instant();
            cache.values().removeIf(old -> !old.isWithin(LAST_KNOWN, now));
            answer.forEach((name, approver) -> cache.put(name, new CachedApprover(approver, now)));
        } catch (ProblemException | NotFoundException e) {
            failedAt = clock.instant();
        }
    }

    /** The names to query in Keycloak; none right after it did not answer. */
    private List<String> stale(Collection<String> names) {
        Instant now = clock.instant();
        if (failedAt.plus(RETRY).isAfter(now)) {
            return List.of();
        }
        return names.stream()
                .distinct()
                .filter(name -> {
                    @Nullable CachedApprover last = cache.get(name);
                    return last == null || !last.isWithin(FRESH, now);
                })
                .toList();
    }

    private boolean tryLock() {
        try {
            return refreshing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
