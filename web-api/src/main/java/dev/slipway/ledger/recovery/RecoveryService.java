package dev.slipway.ledger.recovery;

import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentChanged;
import dev.slipway.ledger.deployment.DeploymentResponse;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records which deployments needed intervention, and what repaired them. */
@ApplicationScoped
@Transactional
public class RecoveryService {
    private static final Comparator<DeploymentResponse> NEWEST_FIRST = Comparator.comparing(
                    DeploymentResponse::startedAt)
            .thenComparing(DeploymentResponse::id, Comparator.comparing(UUID::toString))
            .reversed();

    @Inject
    RecoveryRepository recoveries;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /** Records whether a deployment needed intervention. */
    InterventionResponse mark(UUID id, MarkInterventionRequest request, String by) {
        DeploymentResponse deployment = find(id);
        if (recoveries.mark(id, request.isNeeded(), request.note(), by, clock.instant())) {
            notifyChanged(deployment);
        }
        return recoveries.intervention(id).map(InterventionResponse::of).orElse(InterventionResponse.NONE);
    }

    /**
     * Records which earlier deployment this one repairs.
     *
     * @throws ProblemException if it is not an earlier one of the same service in the same environment
     */
    RepairResponse link(UUID id, LinkRepairRequest request, String by) {
        DeploymentResponse deployment = find(id);
        UUID repaired = request.deploymentId();
        if (repaired != null) {
            check(deployment, repaired);
        }
        recoveries.link(id, repaired, by, clock.instant());
        notifyChanged(deployment);
        return recoveries.repair(id).map(RepairResponse::of).orElseThrow();
    }

    /**
     * Links a rollback to the deployment that was live before it; {@link #linkPutBack} handles the agent's automatic
     * ones.
     */
    void linkRollback(@Observes DeploymentChanged recorded) {
        Deployment deployment = recorded.deployment();
        if (deployment.isRollback()
                && !deployment.isByAgentAlone()
                && deployment.operation().isDelivery()
                && recoveries.linkRollback(deployment.id(), clock.instant())) {
            notifyChanged(deployment);
        }
    }

    /** Links the agent's restoration after a failed attempt to that attempt. */
    public void linkPutBack(Deployment putBack, Deployment failed) {
        if (recoveries.linkPutBack(putBack.id(), failed.id(), putBack.actor(), clock.instant())) {
            notifyChanged(putBack);
        }
    }

    /** The service of a deployment. */
    @Transactional(Transactional.TxType.SUPPORTS)
    String serviceOf(UUID id) {
        return find(id).service();
    }

    /** How it went on after a deployment, and what it came after. */
    @Transactional(Transactional.TxType.SUPPORTS)
    RecoveryResponse show(UUID id) {
        List<UUID> repairs = recoveries.repairsOf(id);
        Optional<Repair> link = recoveries.repair(id);
        Optional<UUID> repaired = link.flatMap(Repair::repairedId);
        List<UUID> ids = new ArrayList<>(repairs);
        ids.add(id);
        repaired.ifPresent(ids::add);
        Map<UUID, DeploymentResponse> shown = deployments.show(ids);
        if (!shown.containsKey(id)) {
            throw new NotFoundException();
        }
        return new RecoveryResponse(
                recoveries
                        .intervention(id)
                        .filter(Intervention::isNeeded)
                        .map(InterventionResponse::of)
                        .orElse(null),
                repaired.map(shown::get).orElse(null),
                link.map(RepairResponse::of).orElse(null),
                shown.values().stream()
                        .filter(deployment -> repairs.contains(deployment.id()))
                        .sorted(NEWEST_FIRST)
                        .toList());
    }

    private void check(DeploymentResponse deployment, UUID id) {
        DeploymentResponse repaired = deployments.show(List.of(id)).get(id);
        String refusal = refusal(deployment, repaired);
        if (refusal != null) {
            throw new ProblemException(
                    repaired == null ? ProblemType.UNKNOWN_REFERENCE : ProblemType.REPAIR_REFUSED,
                    "A deployment repairs an earlier one of the same service in the same environment.",
                    new Violation("deploymentId", refusal));
        }
    }

    /** A repair is later than what it repairs, so there is no cycle of repairs. */
    static @Nullable String refusal(DeploymentResponse deployment, @Nullable DeploymentResponse repaired) {
        if (repaired == null) {
            return "is not a deployment";
        }
        if (repaired.id().equals(deployment.id())) {
            return "is this deployment itself";
        }
        if (!repaired.service().equals(deployment.service())) {
            return "is a deployment of " + repaired.service() + ", not of " + deployment.service();
        }
        if (!repaired.environment().equals(deployment.environment())) {
            return "is in " + repaired.environment() + ", not in " + deployment.environment();
        }
        return repaired.startedAt().isBefore(deployment.startedAt()) ? null : "did not begin before this deployment";
    }

    private DeploymentResponse find(UUID id) {
        return Optional.ofNullable(deployments.show(List.of(id)).get(id)).orElseThrow(NotFoundException::new);
    }

    private void notifyChanged(Deployment deployment) {
        changed.fire(new Changed(
                Changed.Kind.RECOVERY,
                deployment.id(),
                deployment.service().name(),
                deployment.environment().name()));
    }

    private void notifyChanged(DeploymentResponse deployment) {
        changed.fire(
                new Changed(Changed.Kind.RECOVERY, deployment.id(), deployment.service(), deployment.environment()));
    }
}
