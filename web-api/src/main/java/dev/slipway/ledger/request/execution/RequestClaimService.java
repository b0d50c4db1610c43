package dev.slipway.ledger.request.execution;

import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.group.ServerGroupService;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.lock.LockService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import dev.slipway.ledger.request.RequestWithdrawal;
import dev.slipway.ledger.request.State;
import dev.slipway.ledger.sync.SyncService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands allowed requests to the agent that executes them, alone or as parts of a sync. */
@ApplicationScoped
@Transactional
public class RequestClaimService {

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    RequestWithdrawal withdrawals;

    @Inject
    ServerGroupService groups;

    @Inject
    SyncService syncs;

    @Inject
    LockService locks;

    @Inject
    Clock clock;

    /**
     * The agent claims an allowed request: from now on its workers should run with the request's configuration. A rollback that restores
     * another one than that in force withdraws the change of it that is open.
     *
     * @param sync the sync that it belongs to; null for none
     */
    void claim(DeploymentRequest request, String executor, @Nullable UUID sync) {
        String service = request.candidate().service();
        String environment = request.candidate().environment().name();
        // The open change is locked before the group, in the order of a configuration change. It is read again below:
        // until the group is locked, another change may replace it.
        openChange(request);
        Optional<Integer> before = groups.lockConfiguration(service, environment);
        if (before.isPresent()) {
            Optional<DeploymentRequest> open = openChange(request);
            request.startFromConfiguration(before.get());
            Optional<Integer> desired = request.configurationVersion();
            if (desired.isPresent()) {
                groups.configure(service, environment, desired.get());
            }
            if (open.isPresent() && !desired.equals(before)) {
                withdraw(open.get(), request);
            }
        }
        request.claim(executor, sync, clock.instant());
    }

    /** The open configuration change, locked, if the request is a rollback that restores a configuration. */
    private Optional<DeploymentRequest> openChange(DeploymentRequest request) {
        if (request.isConfigure() || request.configurationVersion().isEmpty()) {
            return Optional.empty();
        }
        return requests.openConfigure(
                        request.candidate().release().service().id(),
                        request.candidate().environment().id())
                .flatMap(requests::lock)
                .filter(change -> change.state().isOpen());
    }

    private void withdraw(DeploymentRequest change, DeploymentRequest rollback) {
        withdrawals.withdraw(
                change,
                "The rollback to %s restores an earlier configuration, as version %d, which this change is not based on. Make the change again."
                        .formatted(
                                rollback.candidate().release().version(),
                                rollback.configurationVersion().orElseThrow()),
                clock.instant());
    }

    /**
     * A part of a sync is claimed at once by the agent that runs the sync. It has the environment's lock, unless that
     * expired during an outage.
     *
     * @param sync the sync that the agent asks for it in; empty for none
     * @throws ProblemException if somebody else has the lock by now
     */
    public void begin(DeploymentRequest request, Optional<UUID> sync, Initiator caller) {
        if (sync.isPresent() && request.state() == State.ALLOWED) {
            locks.expectNoOther(request.candidate().environment(), caller.actor());
            claim(request, MachineAccount.client(caller.actor()), sync.get());
        }
    }

    /**
     * The requester of a part of a sync: that of the sync.
     *
     * @throws ProblemException unless the caller is the agent that runs the sync in this environment
     */
    public Initiator behind(UUID sync, String environment, Initiator caller) {
        return syncs.running(sync, MachineAccount.client(caller.actor()))
                .filter(order -> order.environment().equals(environment))
                .map(order -> new Initiator(order.actor(), order.channel()))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_REFERENCE,
                        "Only the agent that runs a sync asks for what belongs to it, where it runs it.",
                        new Violation("syncId", "is not a sync that you run in this environment")));
    }
}
