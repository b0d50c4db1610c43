package dev.slipway.ledger.drift;

import dev.slipway.ledger.auditlog.BreakGlassUsed;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentService;
import dev.slipway.ledger.deployment.ObservationService;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.problem.ProblemException;
import dev.slipway.ledger.problem.ProblemType;
import dev.slipway.ledger.release.ReleaseService;
import dev.slipway.ledger.service.Service;
import dev.slipway.ledger.service.ServiceService;
import dev.slipway.ledger.worker.Content;
import dev.slipway.ledger.worker.Inventory;
import dev.slipway.ledger.worker.WorkerFiles;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Compares workers with the ledger, records differences as drifts, and clears them when they are gone. */
@ApplicationScoped
@Transactional
public class DriftService {
    /** Used in place of an archive's name for the server's configuration. */
    private static final String CONFIGURATION = "standalone.xml";

    private static final int MOST_OPEN = 100;

    @Inject
    DriftRepository drifts;

    @Inject
    StartedConfigurationRepository starts;

    @Inject
    DeploymentService deployments;

    @Inject
    ObservationService observations;

    @Inject
    ReleaseService releases;

    @Inject
    ServiceService services;

    @Inject
    EnvironmentService environments;

    /** The name of the ledger's own EAR. */
    @Resource(lookup = "java:app/AppName")
    String application;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /** All unexplained differences between a worker and the ledger now. */
    List<Finding> compare(WorkerFiles worker, Inventory inventory) {
        List<Finding> findings = new ArrayList<>();
        for (Content content : inventory.contents()) {
            if (content.isEnabled()) {
                running(worker, content).ifPresent(findings::add);
            }
        }
        for (Deployment live : deployments.liveArchives(worker.group())) {
            String archive = live.archive().orElseThrow();
            if (inventory.find(archive).filter(Content::isEnabled).isEmpty()) {
                findings.add(new Finding(
                        DriftKind.MISSING,
                        archive,
                        live.service().name(),
                        live.artifactDigest(),
                        live.artifactDigest()));
            }
        }
        findings.removeIf(finding -> drifts.isExplained(worker.name(), finding.key()));
        return findings;
    }

    /**
     * Records the findings that are due, and clears open drifts that are no longer found.
     *
     * @param found everything that is found now
     * @param due those of them that have lasted long enough
     */
    void settle(WorkerFiles worker, Inventory inventory, Collection<Finding> found, Collection<Finding> due) {
        Set<Finding.Key> keys = new HashSet<>();
        found.forEach(finding -> keys.add(finding.key()));
        Set<Finding.Key> open = new HashSet<>();
        for (Drift drift : drifts.lockOpen(worker.name())) {
            if (keys.contains(drift.key())
                    || !drift.kind().endsByItself()
                    || drift.kind().isOfConfiguration()) {
                open.add(drift.key());
            } else {
                drift.clear(clearance(drift, inventory), clock.instant());
                notifyChanged(drift);
            }
        }
        raise(worker, due, open);
    }

    private void raise(WorkerFiles worker, Collection<Finding> due, Set<Finding.Key> open) {
        for (Finding finding : due) {
            if (open.add(finding.key()) && mayRaise(worker)) {
                Service service = services.find(finding.service()).orElseThrow();
                raise(worker, service, finding, clock.instant());
            }
        }
    }

    /** The start configurations of the services' workers, by worker name. */
    Map<String, StartedConfiguration> starts() {
        return starts.all();
    }

    /**
     * The same for a worker's start configuration, except for explained differences. Of a worker that does not answer,
     * nothing is cleared.
     */
    void settle(WorkerFiles worker, StartedConfiguration start, Collection<Finding> due) {
        Set<Finding.Key> keys = new HashSet<>();
        start.findings().forEach(finding -> keys.add(finding.key()));
        Set<Finding.Key> open = new HashSet<>();
        for (Drift drift : drifts.lockOpen(worker.name())) {
            if (keys.contains(drift.key()) || !drift.kind().isOfConfiguration() || !start.isKnown()) {
                open.add(drift.key());
            } else {
                drift.clear(DriftResolution.RESTARTED, clock.instant());
                notifyChanged(drift);
            }
        }
        raise(
                worker,
                due.stream()
                        .filter(finding -> !drifts.isExplained(worker.name(), finding.key()))
                        .toList(),
                open);
    }

    /** Records a drift for each changed archive, or for the configuration, unless one is open already. */
    void raise(@Observes BreakGlassUsed used) {
        WorkerFiles worker = used.worker();
        boolean isArchives = !used.archives().isEmpty() && used.archives().size() <= MOST_OPEN;
        for (String archive : isArchives ? used.archives() : Set.of(CONFIGURATION)) {
            if (!drifts.isOpen(worker.name(), DriftKind.BREAK_GLASS, archive) && mayRaise(worker)) {
                String owner = archive.equals(CONFIGURATION) ? application + ".ear" : archive;
                Service service = observations.serviceOf(owner, null, worker.group());
                Finding finding =
                        new Finding(DriftKind.BREAK_GLASS, archive, service.name(), Optional.empty(), Optional.empty());
                raise(worker, service, finding, used.at());
            }
        }
    }

    /** Clears the open drifts of removed workers, except those that need an explanation. */
    void clearRemoved(Collection<String> workers) {
        for (String worker : workers) {
            for (Drift drift : drifts.lockOpen(worker)) {
                if (drift.kind().endsByItself()) {
                    drift.clear(DriftResolution.REMOVED, clock.instant());
                    notifyChanged(drift);
                }
            }
        }
    }

    /** A foreign worker could produce any number of drifts, so they are limited. */
    private boolean mayRaise(WorkerFiles worker) {
        return !worker.isForeign() || drifts.openOnes(worker.name()) < MOST_OPEN;
    }

    private void raise(WorkerFiles worker, Service service, Finding finding, Instant at) {
        Drift drift = new Drift(service, environments.ensure(worker.environment()), worker.name(), finding, at);
        drifts.add(drift);
        notifyChanged(drift);
    }

    /**
     * Clears a drift with an explanation; the same is not recorded again.
     *
     * @throws ProblemException when it is cleared already
     */
    Drift explain(UUID id, String note, String admin) {
        Drift drift = drifts.lock(id).orElseThrow(NotFoundException::new);
        if (drift.clearedAt().isPresent()) {
            throw new ProblemException(
                    ProblemType.DRIFT_CLEARED,
                    "It was cleared at " + drift.clearedAt().get() + ".");
        }
        drift.explain(note, admin, clock.instant());
        notifyChanged(drift);
        return drift;
    }

    private Optional<Finding> running(WorkerFiles worker, Content content) {
        Service service = observations.serviceOf(content.archive(), content.artifactDigest(), worker.group());
        Optional<Deployment> live = deployments
                .live(service.name(), worker.environment())
                .filter(deployment -> deployment.mayBeOn(worker.group()))
                .filter(deployment ->
                        deployment.archive().filter(content.archive()::equals).isPresent()
                                || deployment.archive().isEmpty())
                .or(() -> deployments.liveArchive(content.archive(), worker.group()));
        Optional<String> expected = live.flatMap(Deployment::artifactDigest);
        Optional<String> digest = Optional.ofNullable(content.artifactDigest());
        return kind(worker, content, live, expected)
                .map(kind -> new Finding(
                        kind,
                        content.archive(),
                        service.name(),
                        digest,
                        // An unknown archive that was deployed is live, but that does not make it expected.
                        (kind == DriftKind.UNKNOWN_CONTENT
                                        ? deployments
                                                .lastReleased(service.id(), worker.environment())
                                                .flatMap(Deployment::artifactDigest)
                                        : expected)
                                .filter(other -> !digest.equals(Optional.of(other)))));
    }

    private Optional<DriftKind> kind(
            WorkerFiles worker, Content content, Optional<Deployment> live, Optional<String> expected) {
        String digest = content.artifactDigest();
        if (content.isAltered() || digest == null) {
            return Optional.of(DriftKind.ALTERED_CONTENT);
        }
        if (releases.withDigest(digest).stream()
                .noneMatch(release -> worker.group().mayRun(release.service().name()))) {
            return Optional.of(DriftKind.UNKNOWN_CONTENT);
        }
        boolean isExpected =
                live.isPresent() && (expected.isEmpty() || expected.get().equals(digest));
        return isExpected ? Optional.empty() : Optional.of(DriftKind.UNEXPECTED_CONTENT);
    }

    private static DriftResolution clearance(Drift drift, Inventory inventory) {
        Optional<Content> content = inventory.find(drift.archive()).filter(Content::isEnabled);
        if (content.isEmpty()) {
            return DriftResolution.REMOVED;
        }
        boolean isSame = drift.kind() == DriftKind.UNKNOWN_CONTENT
                && Optional.ofNullable(content.get().artifactDigest()).equals(drift.artifactDigest());
        return isSame ? DriftResolution.RELEASED : DriftResolution.REPLACED;
    }

    private void notifyChanged(Drift drift) {
        changed.fire(new Changed(
                Changed.Kind.DRIFT,
                drift.id(),
                drift.service().name(),
                drift.environment().name()));
    }
}
