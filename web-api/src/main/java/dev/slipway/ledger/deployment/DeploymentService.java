package dev.slipway.ledger.deployment;

import dev.slipway.ledger.deployment.observation.DeploymentMatcher;
import dev.slipway.ledger.deployment.record.ClaimContext;
import dev.slipway.ledger.deployment.record.RecordDeploymentRequest;
import dev.slipway.ledger.deployment.record.Recorder;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.release.ReleaseService;
import dev.slipway.ledger.service.ServiceService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records deployments. */
@ApplicationScoped
@Transactional
public class DeploymentService {

    @Inject
    DeploymentRepository deployments;

    @Inject
    ServiceService services;

    @Inject
    ReleaseService releases;

    @Inject
    EnvironmentService environments;

    @Inject
    IdempotencyService idempotency;

    @Inject
    EventService events;

    @Inject
    Event<DeploymentChanged> recorded;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    public Deployment record(RecordDeploymentRequest request, Recorder recorder, Optional<IdempotencyKey> key) {
        ClaimContext context = deployments
                .contextForClaim(
                        request.service(),
                        request.version(),
                        request.environment(),
                        request.startedAt().minus(DeploymentMatcher.tolerance()),
                        request.finishedAt().plus(DeploymentMatcher.tolerance()))
                .orElseThrow(() -> unknown(request));
        Release release = context.release();
        Deployment claimed = new Deployment(release, context.environment(), request, recorder, clock.instant());
        claimed.ranWith(context.configurationVersion());
        Optional<Deployment> observed = context.isShown() ? observed(claimed) : Optional.empty();
        Deployment deployment = observed.orElse(claimed);
        Optional<UUID> earlier = idempotency.claim(key, deployment.id());
        if (earlier.isPresent()) {
            return deployments.find(earlier.get()).orElseThrow();
        }
        List<Violation> objections = recorder.objections(request, context.hasPolicy(), clock.instant());
        if (!objections.isEmpty()) {
            throw ProblemException.invalid(objections);
        }
        observed.ifPresentOrElse(known -> known.claim(release, request, recorder), () -> deployments.add(claimed));
        appendEvent(deployment, request);
        return deployment;
    }

    /**
     * Records a deployment made by the agent, however late it is reported.
     *
     * @param live the live deployment, whose archive another configuration keeps; read under the lock, and only for that
     */
    public Deployment record(AgentDeployment done, Supplier<Optional<Deployment>> live) {
        boolean isShown = deployments.lockForClaim(
                done.environment().id(),
                done.request().startedAt().minus(DeploymentMatcher.tolerance()),
                done.request().finishedAt().plus(DeploymentMatcher.tolerance()));
        Deployment claimed = new Deployment(done, clock.instant());
        boolean isConfigure = done.kind() == DeploymentKind.CONFIGURE;
        if (isConfigure) {
            live.get().ifPresent(claimed::keepArchiveOf);
        }
        Optional<Deployment> observed = isConfigure || !isShown ? Optional.empty() : observed(claimed);
        observed.ifPresentOrElse(known -> known.claim(done), () -> deployments.add(claimed));
        Deployment deployment = observed.orElse(claimed);
        appendEvent(deployment, done.request());
        return deployment;
    }

    private void appendEvent(Deployment deployment, RecordDeploymentRequest request) {
        events.append(
                new LedgerEvent(
                        LedgerEvent.API,
                        deployment.id().toString(),
                        "deployment.recorded",
                        request.event(deployment.kind(), deployment.configurationVersion()),
                        request.finishedAt()),
                deployment.id());
        notifyChanged(deployment);
    }

    /** The unclaimed deployment already observed on workers, if that was recorded before the client reported it. */
    private Optional<Deployment> observed(Deployment claimed) {
        DeploymentMatcher.Claim claim = DeploymentMatcher.Claim.of(claimed);
        List<Deployment> shown = deployments
                .unclaimedAround(
                        claimed.environment().id(),
                        claimed.changer(),
                        claimed.startedAt().minus(DeploymentMatcher.tolerance()),
                        claimed.finishedAt().plus(DeploymentMatcher.tolerance()))
                .stream()
                .filter(deployment -> deployment.canBelongTo(claimed.service()))
                .toList();
        Set<UUID> released = releases.released(
                shown.stream().map(deployment -> deployment.service().id()).collect(Collectors.toSet()));
        List<Deployment> matching = shown.stream()
                .filter(deployment -> {
                    DeploymentMatcher.ObservedFacts facts = DeploymentMatcher.ObservedFacts.of(
                            deployment, !released.contains(deployment.service().id()));
                    return DeploymentMatcher.matches(claim, facts)
                            || (claimed.isResultOfAgent() && DeploymentMatcher.isPartOf(claim, facts));
                })
                .sorted(Comparator.comparing(deployment -> DeploymentMatcher.distance(claim, deployment.finishedAt())))
                .toList();
        for (Deployment deployment : matching) {
            if (deployments.lockUnclaimed(deployment)) {
                return Optional.of(deployment);
            }
        }
        return Optional.empty();
    }

    /** The configuration version that a deployment's workers run with; null if the service has none. */
    @Nullable
    public Integer configurationVersion(Deployment deployment) {
        return deployments
                .configurationVersion(
                        deployment.service().id(), deployment.environment().id())
                .orElse(null);
    }

    /** Notifies the other features and every open page. */
    public void notifyChanged(Deployment deployment) {
        recorded.fire(new DeploymentChanged(deployment));
        refreshPages(deployment);
    }

    /** Notifies every open page alone, of what may not stay as it is. */
    public void refreshPages(Deployment deployment) {
        changed.fire(new Changed(
                Changed.Kind.DEPLOYMENT,
                deployment.id(),
                deployment.service().name(),
                deployment.environment().name()));
    }

    private ProblemException unknown(RecordDeploymentRequest request) {
        List<Violation> errors = new ArrayList<>();
        if (environments.find(request.environment()).isEmpty()) {
            errors.add(new Violation("environment", "is not known"));
        }
        if (releases.find(request.service(), request.version()).isEmpty()) {
            boolean isServiceKnown = services.find(request.service()).isPresent();
            errors.add(
                    isServiceKnown
                            ? new Violation("version", "is not a recorded release of " + request.service())
                            : new Violation("service", "is not known"));
        }
        return new ProblemException(
                ProblemType.UNKNOWN_REFERENCE,
                "Record what is deployed, and where to, first.",
                errors.toArray(Violation[]::new));
    }
}
