package dev.slipway.ledger.worker;

import dev.slipway.ledger.deployment.observation.ObservationService;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.service.Service;
import dev.slipway.ledger.service.ServiceService;
import dev.slipway.ledger.worker.disk.Content;
import dev.slipway.ledger.worker.disk.Inventory;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import dev.slipway.ledger.worker.lease.GroupWorkerService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Stores the inventory of each worker. */
@ApplicationScoped
@Transactional
public class WorkerService {

    @Inject
    WorkerRepository workers;

    @Inject
    EnvironmentService environments;

    @Inject
    GroupWorkerService groups;

    @Inject
    ServiceService services;

    @Inject
    ObservationService observations;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /**
     * Stores a worker's inventory.
     *
     * @param isNew whether it has changed since the last call
     */
    public void seen(WorkerFiles worker, Inventory inventory, boolean isNew) {
        Environment environment = environments.ensure(worker.environment());
        UUID group = worker.group()
                .service()
                .flatMap(services::find)
                .map(Service::id)
                .orElse(null);
        workers.seen(worker.name(), environment.id(), group, clock.instant());
        if (!isNew) {
            return;
        }
        List<WorkerArchive> archives = new ArrayList<>();
        for (Content content : inventory.contents()) {
            Service service = observations.serviceOf(content.archive(), content.artifactDigest(), worker.group());
            archives.add(new WorkerArchive(worker.name(), service, content));
        }
        workers.replace(worker.name(), archives);
        changed.fire(Changed.all(Changed.Kind.WORKER, environment.name()));
    }

    /**
     * Deletes the workers of removed server groups. Their records stay.
     *
     * @return the names of the deleted workers
     */
    public List<String> forgetRemoved() {
        List<String> gone = workers.goneFromGroups(
                groups.all().stream().map(WorkerFiles::name).collect(Collectors.toSet()));
        if (!gone.isEmpty()) {
            workers.remove(gone);
            changed.fire(Changed.all(Changed.Kind.WORKER));
        }
        return gone;
    }

    /** How many archives are not the same on all workers: one row for each environment that has workers, with its name. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Object[]> skews() {
        return workers.skews();
    }
}
