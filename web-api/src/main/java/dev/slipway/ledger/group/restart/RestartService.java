package dev.slipway.ledger.group.restart;

import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.group.ServerGroup;
import dev.slipway.ledger.group.ServerGroupRepository;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.lock.LockService;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Creates restarts of server groups' workers, assigns them to agents, and records their progress. */
@ApplicationScoped
@Transactional
public class RestartService {

    @Inject
    ServerGroupRepository groups;

    @Inject
    RestartRepository restarts;

    @Inject
    LockService locks;

    @Inject
    IdempotencyService idempotency;

    @Inject
    EventService events;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /**
     * Requests a restart.
     *
     * @throws ProblemException if there is nothing to restart, or it is being restarted
     */
    Restart requestRestart(
            String service,
            String environment,
            RequestRestartRequest request,
            Initiator initiator,
            Optional<IdempotencyKey> key) {
        ServerGroup group = groups.lock(service, environment).orElseThrow(NotFoundException::new);
        Restart restart = Restart.requested(group, initiator, request.reason(), clock.instant());
        Optional<UUID> earlier = idempotency.claim(key, restart.id());
        if (earlier.isPresent()) {
            return restarts.find(earlier.get()).orElseThrow();
        }
        if (group.isRemoved() || group.workers().isEmpty()) {
            throw new ProblemException(
                    ProblemType.SERVER_GROUP_STATE,
                    group.name() + " has no workers that could be restarted: it is " + group.state() + ".");
        }
        newest(group).filter(Restart::isOpen).ifPresent(open -> {
            throw new ProblemException(
                    ProblemType.RESTART_EXISTS,
                    "The restart " + open.id() + " is " + open.state()
                            + (open.isForDefinition()
                                    ? ", for the definition that " + open.actor() + " applied."
                                    : ", requested by " + open.actor() + "."));
        });
        add(restart);
        events.append(new LedgerEvent(
                LedgerEvent.API,
                restart.id().toString(),
                "restart.asked",
                Json.text(RestartResponse.of(restart)),
                restart.requestedAt()));
        return restart;
    }

    /**
     * Restarts workers whose running configuration is outdated, or that lack the others' archive, unless that has just
     * failed, or an agent deploys there.
     *
     * <p>Few are due: the groups' newest restarts are read at once, and only where it seems to be is the group locked.
     */
    public void restartWhereDue(List<ReportedConfiguration> reported) {
        Map<String, ServerGroup> present = groups.present(
                reported.stream().map(ReportedConfiguration::group).toList());
        Map<UUID, Restart> newest = restarts.newest(present.values());
        Instant now = clock.instant();
        for (ReportedConfiguration configuration : reported) {
            ServerGroup group = present.get(configuration.group());
            if (group != null) {
                Optional<Restart> last = Optional.ofNullable(newest.get(group.id()));
                if (last.filter(restart -> restart.isOverdue(now)).isPresent()
                        || configuration.isRestartDue(last, now)) {
                    restartIfDue(configuration);
                }
            }
        }
    }

    private void restartIfDue(ReportedConfiguration configuration) {
        Optional<ServerGroup> found = groups.lock(configuration.service(), configuration.environment())
                .filter(group -> !group.isRemoved() && !group.workers().isEmpty());
        if (found.isEmpty()) {
            return;
        }
        ServerGroup group = found.get();
        Instant now = clock.instant();
        if (configuration.isRestartDue(newest(group), now) && !restarts.isDeployedTo(group)) {
            add(Restart.forDefinition(group, group.appliedBy(), configuration.desired(), now));
        }
    }

    /**
     * Whether the start of a worker's server is that of a restart.
     *
     * @param before when its server had started before
     * @param begun when it started
     */
    public boolean isRequested(String service, String environment, Instant before, Instant begun) {
        return restarts.isBetween(service, environment, before, begun);
    }

    private void add(Restart restart) {
        restarts.add(restart);
        notifyChanged(restart);
    }

    /** Claims a restart, or resumes it if this agent runs it; empty if neither is possible, or it expired unclaimed. */
    public Optional<RestartOrder> begin(UUID id, String executor) {
        Optional<Restart> begun = restarts.lock(id)
                .filter(restart ->
                        restart.isRunBy(executor) || restart.state() == RestartState.ASKED && !expire(restart));
        begun.filter(restart -> restart.state() == RestartState.ASKED).ifPresent(restart -> {
            restart.claim(executor, clock.instant());
            notifyChanged(restart);
        });
        return begun.map(RestartOrder::of);
    }

    /**
     * Records the progress of a restart, and releases the environment's lock when it has ended. Idempotent. The agent
     * may still report the result of an expired one.
     *
     * @throws ProblemException if this agent does not run it
     */
    Restart report(UUID id, ReportRestartRequest report, String account) {
        locks.serialize(restarts.environment(id).orElseThrow(NotFoundException::new));
        Restart restart = restarts.lock(id).orElseThrow();
        String executor = MachineAccount.client(account);
        RestartState how = RestartState.of(report.state());
        boolean isEnd = how != RestartState.RUNNING;
        boolean isLate = isEnd && restart.isExpired() && restart.hasExecutor(executor);
        if (restart.state() == how && isEnd && restart.hasExecutor(executor) && !isLate) {
            return restart;
        }
        if (!restart.isRunBy(executor) && !isLate) {
            throw new ProblemException(
                    ProblemType.RESTART_STATE,
                    "It is " + restart.state()
                            + restart.executor().map(other -> ", by " + other).orElse("")
                            + ": only the agent that runs it reports its progress.");
        }
        boolean isNews = restart.report(how, report.detail(), report.steps(), clock.instant());
        if (!restart.isOpen()) {
            locks.releaseHeldBy(restart.environment(), account);
        }
        if (isNews) {
            notifyChanged(restart);
        }
        return restart;
    }

    /** Those whose agent stopped reporting, and requested ones that none claimed in time. */
    @Transactional(Transactional.TxType.SUPPORTS)
    List<UUID> stale() {
        Instant now = clock.instant();
        return restarts.openSince(now.minus(Restart.PATIENCE), now.minus(Restart.VALID_FOR));
    }

    /** Expires a restart, if its agent stopped reporting, or none claimed it in time. */
    void expire(UUID id) {
        restarts.lock(id).ifPresent(this::expire);
    }

    /** The newest restart of a group; a stale one has expired. */
    private Optional<Restart> newest(ServerGroup group) {
        Optional<Restart> newest = restarts.newest(group);
        newest.filter(Restart::isOpen).ifPresent(restart -> {
            // Its agent may be claiming it, or reporting how it ended, at this moment.
            restarts.lock(restart);
            expire(restart);
        });
        return newest;
    }

    private boolean expire(Restart restart) {
        boolean isOver = restart.expire(clock.instant());
        if (isOver) {
            notifyChanged(restart);
        }
        return isOver;
    }

    private void notifyChanged(Restart restart) {
        changed.fire(new Changed(
                Changed.Kind.RESTART,
                restart.id(),
                restart.service().name(),
                restart.environment().name()));
    }
}
