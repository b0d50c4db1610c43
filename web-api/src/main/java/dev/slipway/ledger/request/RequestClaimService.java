package dev.slipway.ledger.request;

import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.group.ServerGroupService;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.sync.SyncService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands allowed requests to the agent that executes them, alone or as parts of a sync. */
@ApplicationScoped
@Transactional
public class RequestClaimService {

    @Inject
    ServerGroupService groups;

    @Inject
    SyncService syncs;

    @Inject
    Clock clock;

    /**
     * The agent claims an allowed request: from now on its workers should run with the request's configuration.
     *
     * @param sync the sync that it belongs to; null for none
     */
    public void claim(DeploymentRequest request, String executor, @Nullable UUID sync) {
        String service = request.candidate().service();
        String environment = request.candidate().environment().name();
        groups.lockConfiguration(service, environment).ifPresent(before -> {
            request.startFromConfiguration(before);
            request.configurationVersion().ifPresent(version -> groups.configure(service, environment, version));
        });
        request.claim(executor, sync, clock.instant());
    }

    /** A part of a sync is claimed at once by the agent that runs the sync, which has the environment's lock. */
    void begin(DeploymentRequest request, RequestDeploymentRequest asked, Initiator caller) {
        if (asked.syncId() != null && request.state() == State.ALLOWED) {
            claim(request, MachineAccount.client(caller.actor()), asked.syncId());
        }
    }

    /** Resolves the requester: for a part of a sync, whoever asked for the sync. */
    Initiator behind(UUID sync, RequestDeploymentRequest asked, Initiator caller) {
        return syncs.running(sync, MachineAccount.client(caller.actor()))
                .filter(order -> order.environment().equals(asked.environment()))
                .map(order -> new Initiator(order.actor(), order.channel()))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_REFERENCE,
                        "Only the agent that runs a sync asks for what belongs to it, where it runs it.",
                        new Violation("syncId", "is not a sync that you run in this environment")));
    }
}
