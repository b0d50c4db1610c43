package dev.slipway.ledger.drift;

import dev.slipway.ledger.auditlog.AuditLogService;
import dev.slipway.ledger.auditlog.BreakGlassUsed;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.observation.ArchiveOwner;
import dev.slipway.ledger.deployment.observation.ObservationService;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.service.Service;
import dev.slipway.ledger.service.ServiceService;
import dev.slipway.ledger.worker.WorkerService;
import dev.slipway.ledger.worker.disk.Content;
import dev.slipway.ledger.worker.disk.Inventory;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares workers with the ledger, records differences as drifts, and clears them when they are gone. */
@ApplicationScoped
@Transactional
public class DriftService {
    /** Used in place of an archive's name for the server's configuration. */
    private static final String CONFIGURATION = "standalone.xml";

    private static final int MOST_OPEN = 100;

    /** A deployment, a change of a group or a restart that takes longer no longer hides drift. */
    private static final Duration LONGEST_DEPLOYMENT = Duration.ofHours(1);

    @Inject
    DriftRepository drifts;

    @Inject
    StartedConfigurationRepository starts;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    ObservationService observations;

    @Inject
    ServiceService services;

    @Inject
    EnvironmentService environments;

    @Inject
    WorkerService workers;

    @Inject
    AuditLogService log;

    @Inject
    EventService events;

    /** The name of the ledger's own EAR. */
    @Resource(lookup = "java:app/AppName")
    String application;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /** All unexplained differences between a worker and the ledger now. */
    public List<Finding> compare(WorkerFiles worker, Inventory inventory) {
        List<Finding> findings = new ArrayList<>();
        for (Content content : inventory.contents()) {
            if (content.isEnabled()) {
                DriftRules.running(content, recorded(worker, content)).ifPresent(findings::add);
            }
        }
        findings.addAll(DriftRules.missing(live(worker), inventory));
        findings.removeIf(finding -> drifts.isExplained(worker.name(), finding.key()));
        return findings;
    }

    private List<DriftRules.Live> live(WorkerFiles worker) {
        return deployments.liveArchives(worker.group()).stream()
                .map(live -> new DriftRules.Live(
                        live.archive().orElseThrow(), live.service().name(), live.artifactDigest()))
                .toList();
    }

    /**
     * Records the findings that are due, and clears open drifts that are no longer found.
     *
     * @param found everything that is found now
     * @param due those of them that have lasted long enough
     */
    public void reconcile(WorkerFiles worker, Inventory inventory, Collection<Finding> found, Collection<Finding> due) {
        Set<Finding.Key> keys = found.stream().map(Finding::key).collect(Collectors.toSet());
        reconcile(worker, due, open -> DriftRules.resolution(open, keys, inventory));
    }

    /**
     * The same for a worker's start configuration, except for explained differences. Clears nothing for a worker that
     * does not answer.
     */
    public void reconcile(WorkerFiles worker, StartedConfiguration start, Collection<Finding> due) {
        List<Finding> unexplained = due.stream()
                .filter(finding -> !drifts.isExplained(worker.name(), finding.key()))
                .toList();
        reconcile(worker, unexplained, open -> DriftRules.resolution(open, start));
    }

    private void reconcile(
            WorkerFiles worker, Collection<Finding> due, Function<Finding.Key, Optional<DriftResolution>> resolution) {
        Set<Finding.Key> open = new HashSet<>();
        for (Drift drift : drifts.lockOpen(worker.name())) {
            Optional<DriftResolution> ended = resolution.apply(drift.key());
            if (ended.isPresent()) {
                clear(drift, ended.get());
            } else {
                open.add(drift.key());
            }
        }
        raise(worker, due, open);
    }

    private void clear(Drift drift, DriftResolution resolution) {
        drift.clear(resolution, clock.instant());
        notifyChanged(drift);
    }

    private void raise(WorkerFiles worker, Collection<Finding> due, Set<Finding.Key> open) {
        for (Finding finding : due) {
            if (open.add(finding.key()) && mayRaise(worker) && !isUnderWay(worker, finding)) {
                Service service = services.find(finding.service()).orElseThrow();
                raise(worker, service, finding, clock.instant());
            }
        }
    }

    /**
     * A deployment goes worker by worker, so workers that it has not reached yet differ; an added worker gets its
     * archive by a restart.
     */
    private boolean isUnderWay(WorkerFiles worker, Finding finding) {
        Instant since = clock.instant().minus(LONGEST_DEPLOYMENT);
        return finding.kind().dependsOnLog()
                && (drifts.isBeingDeployed(finding.service(), worker.environment(), since)
                        || finding.kind() == DriftKind.MISSING
                                && worker.isForeign()
                                && drifts.isBeingAdded(worker.name(), finding.service(), worker.environment(), since));
    }

    /** The start configurations of the services' workers, by worker name. */
    public Map<String, StartedConfiguration> starts() {
        return starts.all();
    }

    /** Records a drift for each changed archive, or for the configuration, unless one of the same use is open already. */
    void raise(@Observes BreakGlassUsed used) {
        WorkerFiles worker = used.worker();
        // Locked, so that an explanation that is under way is not taken for one of this use.
        List<Drift> open = drifts.lockOpen(worker.name());
        boolean isArchives = !used.archives().isEmpty() && used.archives().size() <= MOST_OPEN;
        for (String archive : isArchives ? used.archives() : Set.of(CONFIGURATION)) {
            if (open.stream().noneMatch(drift -> isOf(used, archive, drift)) && mayRaise(worker)) {
                String owner = archive.equals(CONFIGURATION) ? application + ".ear" : archive;
                Service service = observations.serviceOf(owner, null, worker.group());
                Finding finding =
                        new Finding(DriftKind.BREAK_GLASS, archive, service.name(), Optional.empty(), Optional.empty());
                raise(worker, service, finding, used.at());
            }
        }
    }

    private static boolean isOf(BreakGlassUsed used, String archive, Drift drift) {
        return drift.kind() == DriftKind.BREAK_GLASS
                && drift.archive().equals(archive)
                && DriftRules.isOneUse(drift.detectedAt(), used.at());
    }

    /**
     * Forgets the workers of removed server groups, and clears their open drifts, except those that need an
     * explanation. In one transaction, since drifts of an already forgotten worker would never be found.
     */
    public void forgetRemoved() {
        List<String> gone = workers.forgetRemoved();
        if (gone.isEmpty()) {
            return;
        }
        for (String worker : gone) {
            for (Drift drift : drifts.lockOpen(worker)) {
                if (drift.kind().endsByItself()) {
                    clear(drift, DriftResolution.REMOVED);
                }
            }
        }
        log.forget(gone);
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
     * @throws ProblemException if it is cleared already
     */
    Drift explain(UUID id, String note, String admin) {
        Drift drift = drifts.lock(id).orElseThrow(NotFoundException::new);
        if (drift.clearedAt().isPresent()) {
            throw new ProblemException(
                    ProblemType.DRIFT_CLEARED,
                    "It was cleared at " + drift.clearedAt().get() + ".");
        }
        Instant now = clock.instant();
        drift.explain(note, admin, now);
        events.append(new LedgerEvent(
                LedgerEvent.API, drift.id().toString(), "drift.explained", Json.text(DriftResponse.of(drift)), now));
        notifyChanged(drift);
        return drift;
    }

    private DriftRules.Recorded recorded(WorkerFiles worker, Content content) {
        ArchiveOwner owner = observations.ownerOf(content.archive(), content.artifactDigest(), worker.group());
        Service service = owner.service();
        Optional<Deployment> live = deployments
                .live(service.name(), worker.environment())
                .filter(deployment -> deployment.canBeOn(worker.group()))
                .filter(deployment ->
                        deployment.archive().filter(content.archive()::equals).isPresent()
                                || deployment.archive().isEmpty())
                .or(() -> deployments.liveArchive(content.archive(), worker.group()));
        boolean isReleased = owner.release().isPresent();
        return new DriftRules.Recorded(
                service.name(),
                isReleased,
                live.isPresent(),
                live.flatMap(Deployment::artifactDigest),
                DriftRules.isUnknown(content, isReleased)
                        ? deployments
                                .lastReleased(service.id(), worker.environment())
                                .flatMap(Deployment::artifactDigest)
                        : Optional.empty());
    }

    private void notifyChanged(Drift drift) {
        changed.fire(new Changed(
                Changed.Kind.DRIFT,
                drift.id(),
                drift.service().name(),
                drift.environment().name()));
    }
}
