package dev.slipway.ledger.deployment.observation;

import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentRepository;
import dev.slipway.ledger.deployment.DeploymentService;
import dev.slipway.ledger.deployment.Group;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.release.ReleaseRecorded;
import dev.slipway.ledger.release.ReleaseService;
import dev.slipway.ledger.service.Service;
import dev.slipway.ledger.service.ServiceService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns observations into deployments: one deployment, however many workers report it. */
@ApplicationScoped
@Transactional
public class ObservationService {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    @Inject
    DeploymentRepository deployments;

    @Inject
    InitiatorRepository initiators;

    @Inject
    DeploymentService recorder;

    @Inject
    ServiceService services;

    @Inject
    ReleaseService releases;

    @Inject
    EnvironmentService environments;

    @Inject
    EventService events;

    @Inject
    Clock clock;

    /**
     * Records an observation; idempotent.
     *
     * <p>It becomes a new deployment, unless it matches one that a client claimed or another worker reported.
     */
    public void observe(Observation observation) {
        Optional<UUID> event = events.append(new LedgerEvent(
                observation.source().name(),
                observation.source().id(),
                "archive." + observation.operation(),
                observation.source().payload(),
                observation.finishedAt()));
        if (event.isEmpty()) {
            return;
        }
        Group group = observation.group();
        Environment environment = environments.ensure(group.environment());
        deployments.lock(environment.id());
        Optional.ofNullable(observation.artifactDigest()).ifPresent(releases::lockForObservation);
        Optional<Release> release = release(observation.artifactDigest(), observation.archive(), group, environment);
        Service service =
                release.map(Release::service).orElseGet(() -> serviceByName(observation.archive(), group, environment));
        Deployment deployment =
                same(observation, environment, service).orElseGet(() -> add(observation, environment, service));
        deployment.observe(observation, release.orElse(null));
        events.link(event.get(), deployment.id());
        if (isUndecided(deployment, observation)) {
            recorder.refreshPages(deployment);
        } else {
            recorder.notifyChanged(deployment);
        }
    }

    /** Whether the agent may still retry a failed attempt: it reports the outcome itself. */
    private boolean isUndecided(Deployment deployment, Observation observation) {
        return deployment.outcome() == Outcome.FAILED
                && !deployment.isClaimed()
                && deployment.executor().isPresent()
                && attempt(deployment, observation)
                        .filter(attempt -> DeploymentMatcher.isPartOf(
                                attempt, DeploymentMatcher.ObservedFacts.of(deployment, false)))
                        .isPresent();
    }

    private Optional<DeploymentMatcher.Attempt> attempt(Deployment deployment, Observation observation) {
        return initiators.attempt(
                deployment.environment().id(),
                observation.actor(),
                deployment.service().id());
    }

    /**
     * The service that an archive belongs to: the server group's; on the ledger's own workers its release's, else that
     * of the last archive of this name there, else one named after the archive, created if missing.
     */
    public Service serviceOf(String archive, @Nullable Digest artifactDigest, Group group) {
        return ownerOf(archive, artifactDigest, group).service();
    }

    /** The {@linkplain #serviceOf service} that an archive belongs to, with the release that it is. */
    public ArchiveOwner ownerOf(String archive, @Nullable Digest artifactDigest, Group group) {
        Environment place = environments.ensure(group.environment());
        Optional<Release> release = release(artifactDigest, archive, group, place);
        return new ArchiveOwner(
                release.map(Release::service).orElseGet(() -> serviceByName(archive, group, place)), release);
    }

    /** Assigns a new release to earlier deployments of its archive. */
    void account(@Observes ReleaseRecorded recorded) {
        Release release = recorded.release();
        for (Deployment deployment : deployments.unreleased(release.artifactDigest())) {
            deployments.lock(deployment);
            if (deployment.release().isEmpty() && deployment.canBelongTo(release.service())) {
                deployment.accountFor(release);
                recorder.notifyChanged(deployment);
            }
        }
    }

    private Optional<Release> release(@Nullable Digest digest, String archive, Group group, Environment environment) {
        List<Release> known = digest == null
                ? List.of()
                : releases.withDigest(digest, group.service().orElse(null));
        if (known.size() < 2) {
            return known.stream().findFirst();
        }
        // Several releases have the same bytes: prefer that of the service known by this archive name here, else the
        // newest.
        Optional<UUID> linked = deployments.serviceOf(archive, environment.id()).map(Service::id);
        return known.stream()
                .filter(release -> linked.filter(release.service().id()::equals).isPresent())
                .findFirst()
                .or(() -> known.stream().findFirst());
    }

    private Service serviceByName(String archive, Group group, Environment environment) {
        return group.service()
                .map(name -> services.ensure(name, name))
                .orElseGet(() -> deployments
                        .serviceOf(archive, environment.id())
                        .orElseGet(() -> {
                            String name = ArchiveName.service(archive);
                            return services.ensure(name, ArchiveName.title(name));
                        }));
    }

    private Optional<Deployment> same(Observation observation, Environment environment, Service service) {
        DeploymentMatcher.ObservedFacts observed =
                DeploymentMatcher.ObservedFacts.of(observation, service.id(), !releases.hasReleases(service));
        Duration tolerance = DeploymentMatcher.tolerance();
        List<Deployment> near = deployments
                .around(
                        environment.id(),
                        observation.actor(),
                        observation.finishedAt().minus(tolerance),
                        observation.finishedAt().plus(tolerance))
                .stream()
                .filter(deployment -> deployment.canBeOn(observation.group()))
                .toList();
        return near.stream()
                .filter(deployment -> !deployment.workers().contains(observation.worker()))
                .filter(deployment -> deployment.isClaimed()
                        ? DeploymentMatcher.matches(DeploymentMatcher.Claim.of(deployment), observed)
                        : DeploymentMatcher.matches(DeploymentMatcher.ObservedFacts.of(deployment, false), observed)
                                && !isSeparate(deployment, observation, observed))
                .min(Comparator.comparing(deployment ->
                        DeploymentMatcher.distance(DeploymentMatcher.Claim.of(deployment), observation.finishedAt())))
                .or(() -> ofReported(near, observed))
                .or(() -> ofRunning(near, observation, observed));
    }

    /** Whether the archive was changed between the two, for instance back to what ran before. Either may be the later. */
    private boolean isSeparate(
            Deployment deployment, Observation observation, DeploymentMatcher.ObservedFacts observed) {
        boolean isLater = deployment.finishedAt().isBefore(observation.startedAt());
        Instant from = isLater ? deployment.finishedAt() : observation.finishedAt();
        Instant until = isLater ? observation.startedAt() : deployment.startedAt();
        List<String> workers = isLater ? List.of(observation.worker()) : deployment.workers();
        return from.isBefore(until)
                && deployments.succeededBetween(observation.archive(), observation.group(), from, until).stream()
                        .anyMatch(between -> DeploymentMatcher.separates(
                                DeploymentMatcher.ObservedFacts.of(between, false),
                                between.workers().stream().anyMatch(workers::contains),
                                observed));
    }

    private static Optional<Deployment> ofReported(List<Deployment> near, DeploymentMatcher.ObservedFacts observed) {
        return near.stream()
                .filter(Deployment::isResultOfAgent)
                .filter(deployment -> DeploymentMatcher.isPartOf(DeploymentMatcher.Claim.of(deployment), observed))
                .findFirst();
    }

    private Optional<Deployment> ofRunning(
            List<Deployment> near, Observation observation, DeploymentMatcher.ObservedFacts observed) {
        return near.stream()
                .filter(deployment ->
                        !deployment.isClaimed() && deployment.executor().isPresent())
                .filter(deployment -> deployment.service().id().equals(observed.service()))
                .filter(deployment -> attempt(deployment, observation)
                        .filter(attempt -> DeploymentMatcher.matches(
                                attempt, DeploymentMatcher.ObservedFacts.of(deployment, false), observed))
                        .isPresent())
                .findFirst();
    }

    private Deployment add(Observation observation, Environment environment, Service service) {
        // A worker's clock and the ledger's may differ a little.
        Initiator initiator = initiators
                .initiator(
                        environment.id(),
                        observation.actor(),
                        observation.finishedAt().plus(CLOCK_SKEW),
                        observation.group().service().map(of -> service.id()))
                .orElse(null);
        Deployment deployment = new Deployment(service, environment, observation, initiator, clock.instant());
        deployment.ranWith(recorder.configurationVersion(deployment));
        deployments.add(deployment);
        return deployment;
    }
}
