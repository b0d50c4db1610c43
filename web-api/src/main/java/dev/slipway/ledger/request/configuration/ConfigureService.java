package dev.slipway.ledger.request.configuration;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.configuration.ChangeConfigurationRequest;
import dev.slipway.ledger.configuration.ConfigurationService;
import dev.slipway.ledger.configuration.ConfigurationVersion;
import dev.slipway.ledger.configuration.ConfiguredPlace;
import dev.slipway.ledger.definition.GroupNames;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.group.ServerGroupService;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.policy.PolicyService;
import dev.slipway.ledger.request.DeploymentRequest;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import dev.slipway.ledger.request.RequestNotifier;
import dev.slipway.ledger.request.RequestWithdrawal;
import dev.slipway.ledger.request.State;
import dev.slipway.ledger.request.admission.Job;
import dev.slipway.ledger.request.admission.ReconsiderationService;
import dev.slipway.ledger.request.admission.RequestAdmission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes configurations: if the service runs, by a request that the agent executes, else at once. */
@ApplicationScoped
@Transactional
public class ConfigureService {

    @Inject
    ConfigurationService configurations;

    @Inject
    ConfigurationReconciler reconciler;

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    RequestWithdrawal withdrawals;

    @Inject
    RequestNotifier notifier;

    @Inject
    ServerGroupService groups;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    ReconsiderationService reconsideration;

    @Inject
    RequestAdmission admission;

    @Inject
    PolicyService policies;

    @Inject
    IdempotencyService idempotency;

    @Inject
    Clock clock;

    /**
     * The outcome of a change.
     *
     * @param version the version that the configuration has, or will have
     * @param changes the differences, for people
     * @param request the request for the agent; empty if nothing is to be done
     */
    record Outcome(int version, List<String> changes, Optional<DeploymentRequest> request) {}

    /**
     * A service in an environment whose configuration nothing else changes until the end of the transaction.
     *
     * @param live the deployment that runs there
     * @param candidate its release there; if none runs and the gate is evaluated, the one that ran last
     * @param isAtOnce whether a change takes no agent
     */
    private record LockedPlace(
            ConfiguredPlace place,
            Optional<Deployment> live,
            Optional<Candidate> candidate,
            boolean isAtOnce,
            ConfigurationStatus status) {}

    /** The present status of a configuration. */
    @Transactional(Transactional.TxType.SUPPORTS)
    ConfigurationStatus status(ConfiguredPlace place) {
        return ConfigurationStatus.of(
                inForce(place),
                requests.openConfigure(place.service().id(), place.environment().id())
                        .flatMap(requests::find));
    }

    private int inForce(ConfiguredPlace place) {
        return groups.configuration(place.service().name(), place.environment().name())
                .orElseGet(() -> configurations.newest(place));
    }

    /**
     * Changes a configuration.
     *
     * @param job whose token is looked at only where {@link #requiresJob} says so
     * @throws ProblemException if the change is invalid, or based on an outdated version
     */
    Outcome change(
            String name,
            String environment,
            ChangeConfigurationRequest change,
            Initiator requester,
            Job job,
            Optional<IdempotencyKey> key) {
        ConfiguredPlace place = configurations.place(name, environment).orElseThrow(NotFoundException::new);
        if (name.equals(GroupNames.LEDGER)) {
            throw new ProblemException(
                    ProblemType.NO_WORKERS,
                    "The ledger itself runs on workers that are configured by the line's settings, not here.",
                    new Violation("service", "is the ledger"));
        }
        LockedPlace locked = lock(place);
        ConfigurationStatus status = locked.status();
        Instant now = clock.instant();
        UUID ticket = Uuid7.at(now);
        Optional<UUID> earlier = idempotency.claim(key, ticket);
        if (earlier.isPresent()) {
            return repeatedOutcome(earlier.get(), status);
        }
        requireNoRunningRequest(place, locked.isAtOnce());
        expectBase(place, change.baseVersion(), status.base());
        return configurations
                .change(place, status.base(), status.inForce(), change, ticket, requester.actor())
                .map(version -> new Outcome(
                        version.version(), version.changes(), putInForce(version, locked, requester, job, now)))
                .orElseGet(() -> new Outcome(status.base(), List.of(), Optional.empty()));
    }

    /**
     * Locks the configuration, and whatever else changes it, until the end of the transaction. An open change is withdrawn where the data
     * were dropped after it.
     */
    private LockedPlace lock(ConfiguredPlace place) {
        String name = place.service().name();
        String environment = place.environment().name();
        configurations.lock(place);
        Optional<Deployment> live = deployments.live(name, environment);
        Optional<Candidate> candidate = live.flatMap(Deployment::release)
                .or(() -> isGated(place) ? deployments.lastSeen(name, place.environment()) : Optional.empty())
                .map(release -> new Candidate(release, place.environment()));
        candidate.ifPresent(requests::lock);
        Optional<DeploymentRequest> open = requests.openConfigure(
                        place.service().id(), place.environment().id())
                .flatMap(requests::lock)
                .filter(request -> request.state().isOpen());
        Optional<Integer> desired = groups.lockConfiguration(name, environment);
        ConfigurationStatus status = ConfigurationStatus.of(desired.orElseGet(() -> inForce(place)), open);
        if (status.pending().isEmpty()) {
            open.ifPresent(reconciler::withdrawDropped);
        }
        boolean isAtOnce = candidate.isEmpty() || desired.isEmpty() && !isGated(place);
        return new LockedPlace(place, live, candidate, isAtOnce, status);
    }

    /**
     * Whether changes need the gate's permission, even while nothing runs: a briefly stopped service must not bypass
     * the gate.
     */
    private boolean isGated(ConfiguredPlace place) {
        return policies.rules(place.environment()).isConfigurationGated()
                && groups.configuration(
                                place.service().name(), place.environment().name())
                        .isPresent();
    }

    /** Puts a version in force at once, or by the request that it returns, in place of the one that is pending. */
    private Optional<DeploymentRequest> putInForce(
            ConfigurationVersion version, LockedPlace locked, Initiator requester, Job job, Instant now) {
        ConfiguredPlace place = locked.place();
        locked.status()
                .pending()
                .ifPresent(request -> withdrawals.withdraw(
                        request,
                        requester.actor() + " changed the configuration again: version " + version.version()
                                + " replaces this one.",
                        now));
        if (locked.isAtOnce()) {
            groups.configure(place.service().name(), place.environment().name(), version.version());
            return Optional.empty();
        }
        Optional<DeploymentRequest> brought =
                locked.live().flatMap(Deployment::requestId).flatMap(requests::find);
        DeploymentRequest request = DeploymentRequest.configure(
                locked.candidate().orElseThrow(),
                version,
                brought,
                locked.status().pending(),
                requester,
                now);
        if (requiresJob(place)) {
            // A configuration belongs to no commit, so the job may be of any, as for a rollback.
            admission.useToken(job, request, true);
        }
        admission.decide(request, reconsideration.question(request), () -> {});
        if (request.state() == State.ALLOWED
                && reconciler
                        .running(place.service().name(), place.environment().name())
                        .isEmpty()
                && requests.running(place.service().id(), place.environment().id())
                        .isEmpty()) {
            reconciler.catchUp(request);
            return Optional.empty();
        }
        notifier.notifyChanged(request);
        return Optional.of(request);
    }

    /**
     * Whether a pipeline must identify who ran it: for a change that the gate evaluates. Otherwise a job keeps its
     * token, which can be used only once, for the deployment.
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    boolean requiresJob(ConfiguredPlace place) {
        return place.service().gitlabProject().isPresent()
                && policies.rules(place.environment()).isConfigurationGated();
    }

    /**
     * The outcome for a repeated call. The request of a version that came into force without the agent was withdrawn.
     */
    private Outcome repeatedOutcome(UUID earlier, ConfigurationStatus status) {
        return configurations
                .find(earlier)
                .map(version -> new Outcome(
                        version.version(),
                        version.changes(),
                        requests.ofVersion(version)
                                .filter(request ->
                                        request.state() != State.WITHDRAWN || version.version() != status.inForce())))
                .orElseGet(() -> new Outcome(status.base(), List.of(), Optional.empty()));
    }

    /**
     * A failed request restores the configuration from before it, so no change may be made on top of one that is being
     * tried.
     */
    private void requireNoRunningRequest(ConfiguredPlace place, boolean isAtOnce) {
        Optional<DeploymentRequest> other = requests
                .running(place.service().id(), place.environment().id())
                .stream()
                .filter(running -> isAtOnce || !running.configurationVersion().equals(running.configurationBefore()))
                .findFirst();
        other.ifPresent(running -> {
            throw new ProblemException(
                    ProblemType.REQUEST_EXISTS,
                    "The agent is executing request %s of %s there. Change the configuration once that has finished."
                            .formatted(running.id(), running.actor()));
        });
    }

    private void expectBase(ConfiguredPlace place, @Nullable Integer expected, int base) {
        if (expected == null || expected == base) {
            return;
        }
        String who = configurations
                .find(place, base)
                .map(version -> "%s made it on %s: %s"
                        .formatted(version.changedBy(), version.changedAt(), String.join("; ", version.changes())))
                .orElse("nothing is set");
        throw new ProblemException(
                ProblemType.CONFIGURATION_CHANGED,
                "The version in force is %d, not %d; %s. Read it, then send the change again."
                        .formatted(base, expected, who),
                new Violation("baseVersion", "is not " + base));
    }
}
