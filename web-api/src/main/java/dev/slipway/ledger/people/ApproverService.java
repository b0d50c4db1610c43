package dev.slipway.ledger.people;

import dev.slipway.ledger.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
 * Knows who is an approver today, by asking Keycloak, and remembers the answer for a few seconds: open requests are looked at
 * again and again.
 *
 * <p>When Keycloak does not answer, its last answer counts for two minutes, and after that nobody is known to be an approver.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
public class ApproverService {
    static final Duration FRESH = Duration.ofSeconds(10);
    static final Duration LAST_KNOWN = Duration.ofMinutes(2);

    /** So long Keycloak is not asked again after it did not answer; whoever waits for it holds a connection to the database. */
    static final Duration RETRY = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Inject
    PersonDirectory people;

    @Inject
    Clock clock;

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Instant failedAt = Instant.EPOCH;

    private record Known(Approver approver, Instant at) {

        boolean isWithin(Duration age, Instant now) {
            return at.plus(age).isAfter(now);
        }
    }

    /** What each of these is, by name. */
    public Map<String, Approver> approvers(Collection<String> names) {
        refresh(names);
        Instant now = clock.instant();
        return names.stream().distinct().collect(Collectors.toMap(Function.identity(), name -> lastKnown(name, now)));
    }

    /** Their roles have changed, or will in a moment: Keycloak is asked again. */
    void forget(String name) {
        asking.lock();
        try {
            known.remove(name);
        } finally {
            asking.unlock();
        }
    }

    private Approver lastKnown(String name, Instant now) {
        @Nullable Known last = known.get(name);
        return last != null && last.isWithin(LAST_KNOWN, now) ? last.approver() : Approver.UNKNOWN;
    }

    /** One caller asks at a time; the others wait for the answer, though not for long. */
    private void refresh(Collection<String> names) {
        if (stale(names).isEmpty() || !tryLock()) {
            return;
        }
        try {
            List<String> stale = stale(names);
            if (!stale.isEmpty()) {
                ask(stale);
            }
        } finally {
            asking.unlock();
        }
    }

    private void ask(List<String> names) {
        try {
            Map<String, Approver> answer = people.approvers(names);
            Instant now = clock.instant();
            known.values().removeIf(old -> !old.isWithin(LAST_KNOWN, now));
            answer.forEach((name, approver) -> known.put(name, new Known(approver, now)));
        } catch (ProblemException | NotFoundException e) {
            failedAt = clock.instant();
        }
    }

    /** Whom Keycloak should be asked about; nobody, right after it did not answer. */
    private List<String> stale(Collection<String> names) {
        Instant now = clock.instant();
        if (failedAt.plus(RETRY).isAfter(now)) {
            return List.of();
        }
        return names.stream()
                .distinct()
                .filter(name -> {
                    @Nullable Known last = known.get(name);
                    return last == null || !last.isWithin(FRESH, now);
                })
                .toList();
    }

    private boolean tryLock() {
        try {
            return asking.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
