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
import dev.slipway.ledger.worker.Survey;
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

/** Compares workers with the ledger, raises what differs, and clears it when it is over. */
@ApplicationScoped
@Transactional
public class DriftService {
    /** What stands for a worker's configuration, in the place of an archive. */
    private static final String CONFIGURATION = "standalone.xml";

    private static final int MOST_OPEN = 100;

    @Inject
    DriftRepository drifts;

    @Inject
    StartRepository starts;

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

    /** That of the archive which the ledger itself came in. */
    @Resource(lookup = "java:app/AppName")
    String application;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /** Everything in which a worker differs from the ledger now, and that nobody has explained. */
    List<Finding> compare(WorkerFiles worker, Survey survey) {
        List<Finding> findings = new ArrayList<>();
        for (Content content : survey.contents()) {
            if (content.isEnabled()) {
                running(worker, content).ifPresent(findings::add);
            }
        }
        for (Deployment live : deployments.liveArchives(worker.group())) {
            String archive = live.archive().orElseThrow();
            if (survey.find(archive).filter(Content::isEnabled).isEmpty()) {
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
     * Raises what has lasted long enough, and clears what is open and not found any more.
     *
     * @param found everything that is found now
     * @param lasting what of it has lasted long enough
     */
    void settle(WorkerFiles worker, Survey survey, Collection<Finding> found, Collection<Finding> lasting) {
        Set<Finding.Key> keys = new HashSet<>();
        found.forEach(finding -> keys.add(finding.key()));
        Set<Finding.Key> open = new HashSet<>();
        for (Drift drift : drifts.lockOpen(worker.name())) {
            if (keys.contains(drift.key())
                    || !drift.kind().endsByItself()
                    || drift.kind().isOfConfiguration()) {
                open.add(drift.key());
            } else {
                drift.clear(clearance(drift, survey), clock.instant());
                tell(drift);
            }
        }
        raise(worker, lasting, open);
    }

    private void raise(WorkerFiles worker, Collection<Finding> lasting, Set<Finding.Key> open) {
        for (Finding finding : lasting) {
            if (open.add(finding.key()) && mayRaise(worker)) {
                Service service = services.find(finding.service()).orElseThrow();
                raise(worker, service, finding, clock.instant());
            }
        }
    }

    /** What the services' workers were started with, by their names. */
    Map<String, Start> starts() {
        return starts.all();
    }

    /**
     * Raises what has lasted long enough of what a worker was started with, unless somebody has explained it, and clears what is open and
     * is over; of a worker that does not say how it is, nothing is over.
     */
    void settle(WorkerFiles worker, Start start, Collection<Finding> lasting) {
        Set<Finding.Key> keys = new HashSet<>();
        start.findings().forEach(finding -> keys.add(finding.key()));
        Set<Finding.Key> open = new HashSet<>();
        for (Drift drift : drifts.lockOpen(worker.name())) {
            if (keys.contains(drift.key()) || !drift.kind().isOfConfiguration() || !start.isKnown()) {
                open.add(drift.key());
            } else {
                drift.clear(Clearance.RESTARTED, clock.instant());
                tell(drift);
            }
        }
        raise(
                worker,
                lasting.stream()
                        .filter(finding -> !drifts.isExplained(worker.name(), finding.key()))
                        .toList(),
                open);
    }

    /** An alarm for each archive that was changed, else for the configuration, unless there is one that nobody has explained. */
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

    /** Clears what is open on workers that are gone, but for what stays until somebody explains it. */
    void leave(Collection<String> workers) {
        for (String worker : workers) {
            for (Drift drift : drifts.lockOpen(worker)) {
                if (drift.kind().endsByItself()) {
                    drift.clear(Clearance.REMOVED, clock.instant());
                    tell(drift);
                }
            }
        }
    }

    /** A server's user can show as much as it likes: more is not needed to know that something is wrong. */
    private boolean mayRaise(WorkerFiles worker) {
        return !worker.isForeign() || drifts.openOnes(worker.name()) < MOST_OPEN;
    }

    private void raise(WorkerFiles worker, Service service, Finding finding, Instant at) {
        Drift drift = new Drift(service, environments.ensure(worker.environment()), worker.name(), finding, at);
        drifts.add(drift);
        tell(drift);
    }

    /**
     * Clears a drift with somebody's words; the same will not be raised again.
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
        tell(drift);
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
                        // An unknown archive that was deployed is live; nobody expected it for that.
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

    private static Clearance clearance(Drift drift, Survey survey) {
        Optional<Content> content = survey.find(drift.archive()).filter(Content::isEnabled);
        if (content.isEmpty()) {
            return Clearance.REMOVED;
        }
        boolean isSame = drift.kind() == DriftKind.UNKNOWN_CONTENT
                && Optional.ofNullable(content.get().artifactDigest()).equals(drift.artifactDigest());
        return isSame ? Clearance.RELEASED : Clearance.REPLACED;
    }

    private void tell(Drift drift) {
        changed.fire(new Changed(
                Changed.Kind.DRIFT,
                drift.id(),
                drift.service().name(),
                drift.environment().name()));
    }
}
