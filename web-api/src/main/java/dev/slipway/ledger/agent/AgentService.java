package dev.slipway.ledger.agent;

import dev.slipway.ledger.agent.ClaimQueue.Work;
import dev.slipway.ledger.agent.ClaimResponse.Claim;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.feed.PollAnswer;
import dev.slipway.ledger.group.restart.RestartService;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.lock.Hold;
import dev.slipway.ledger.lock.LockService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.request.execution.ExecutionService;
import dev.slipway.ledger.request.execution.RequestOrder;
import dev.slipway.ledger.sync.SyncService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Assigns work to agents and tracks their presence. */
@ApplicationScoped
@Transactional
public class AgentService {
    /** An agent polls at least every half minute. */
    private static final Duration PRESENT_FOR = Duration.ofSeconds(45);

    /** How long an agent that was renamed or removed stays on record. */
    private static final Duration REMEMBERED_FOR = Duration.ofDays(30);

    @Inject
    AgentRepository agents;

    @Inject
    EnvironmentService environments;

    @Inject
    LockService locks;

    @Inject
    ExecutionService requests;

    @Inject
    SyncService syncs;

    @Inject
    RestartService restarts;

    @Inject
    Clock clock;

    /** Records that an agent polled for work. */
    void recordSeen(String account) {
        Instant now = clock.instant();
        agents.recordSeen(account, now, now.minus(REMEMBERED_FOR));
    }

    /** Whether an agent is present. */
    @Transactional(Transactional.TxType.SUPPORTS)
    AgentResponse presence() {
        Instant now = clock.instant();
        Optional<Instant> seen = lastSeenAt(now);
        return new AgentResponse(
                seen.orElse(null), seen.filter(at -> isPresent(at, now)).isPresent());
    }

    /** When an agent was last seen, if none is present now; also empty if none ever was. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Instant> absentSince() {
        Instant now = clock.instant();
        return lastSeenAt(now).filter(seen -> !isPresent(seen, now));
    }

    /** When each agent last polled for work or held a lock, by its name. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Map<String, Instant> seen() {
        return agents.seen(clock.instant());
    }

    private Optional<Instant> lastSeenAt(Instant now) {
        return agents.seen(now).values().stream().max(Comparator.naturalOrder());
    }

    private static boolean isPresent(Instant seen, Instant now) {
        return !seen.plus(PRESENT_FOR).isBefore(now);
    }

    /** When the desired state of an environment's server groups last changed; empty if there are none. */
    @Transactional(Transactional.TxType.SUPPORTS)
    Optional<Instant> groupsChangedAt(String environment) {
        return agents.groupsChangedAt(environment);
    }

    /**
     * Claims the next work in an environment together with its lock; otherwise says when to try again if nothing
     * changes.
     *
     * @param resume the work in progress whose lock is taken back, so that nothing else begins; null for any work
     * @param groupsSeenAt what {@link #groupsChangedAt} returned when this poll began; once it has changed, the answer
     *     is empty at once, so that the agent reads the desired state of the server groups
     */
    PollAnswer<Optional<ClaimResponse>> claim(
            String name, String account, @Nullable UUID resume, Optional<Instant> groupsSeenAt) {
        Environment environment = environments.require(name, "environment");
        locks.serialize(environment);
        Optional<Hold> hold = locks.hold(environment);
        ClaimQueue queue = ClaimQueue.of(
                agents.work(environment.id(), MachineAccount.client(account)), account, hold.map(Hold::holder), resume);
        for (Work work : queue.candidates()) {
            Optional<ClaimResponse> claimed = begin(work, environment, account, queue.isResumed());
            if (claimed.isPresent()) {
                return PollAnswer.found(claimed);
            }
        }
        if (!agents.groupsChangedAt(name).equals(groupsSeenAt)) {
            return PollAnswer.found(Optional.empty());
        }
        return PollAnswer.nothing(
                Optional.empty(),
                hold.filter(held -> !held.holder().equals(account))
                        .map(Hold::expiresAt)
                        .orElse(null));
    }

    private Optional<ClaimResponse> begin(Work work, Environment environment, String account, boolean isResumed) {
        String executor = MachineAccount.client(account);
        return switch (work.kind()) {
            case DEPLOYMENT ->
                requests.begin(work.id(), executor)
                        .map(order -> ClaimResponse.of(order, claim(environment, account, reason(order), isResumed)));
            case RESTART ->
                restarts.begin(work.id(), executor)
                        .map(order -> ClaimResponse.of(
                                order,
                                claim(environment, account, "Restarts the workers of " + order.service(), isResumed)));
            case SYNC ->
                syncs.begin(work.id(), executor)
                        .map(order -> ClaimResponse.of(
                                order, claim(environment, account, "Synchronizes the workers", isResumed)));
        };
    }

    /** If another transaction takes the lock first, this one is rolled back, and the agent polls again. */
    private Claim claim(Environment environment, String account, String reason, boolean isResumed) {
        UUID lock = locks.acquire(environment, account, reason)
                .orElseThrow(() -> new ProblemException(
                                ProblemType.ENVIRONMENT_LOCKED,
                                "Somebody took the lock of " + environment.name() + " concurrently. Try again.")
                        .retryAfter(Duration.ofSeconds(1)));
        return new Claim(environment.name(), lock, isResumed);
    }

    private static String reason(RequestOrder order) {
        if (order.isConfigure()) {
            return "Configures " + order.service() + " " + order.version();
        }
        return order.isRollback()
                ? "Rolls " + order.service() + " back to " + order.version()
                : "Deploys " + order.service() + " " + order.version();
    }
}
