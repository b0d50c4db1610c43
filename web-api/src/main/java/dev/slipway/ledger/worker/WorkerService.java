package dev.slipway.ledger.worker;

import dev.slipway.ledger.deployment.ObservationService;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.service.Service;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Keeps what each worker shows of itself. */
@ApplicationScoped
@Transactional
public class WorkerService {

    @Inject
    WorkerRepository workers;

    @Inject
    EnvironmentService environments;

    @Inject
    ObservationService observations;

    @Inject
    ThisWorker worker;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /**
     * This worker is alive, and this is on it.
     *
     * @param isNew whether something is on it that was not, or is not any more, since this was last told
     */
    public void seen(Survey survey, boolean isNew) {
        Environment environment = environments.ensure(worker.environment());
        workers.seen(worker.name(), environment.id(), clock.instant());
        if (!isNew) {
            return;
        }
        List<WorkerArchive> archives = new ArrayList<>();
        for (Content content : survey.contents()) {
            Service service = observations.serviceOf(content.archive(), content.artifactDigest(), environment.name());
            archives.add(new WorkerArchive(worker.name(), service, content));
        }
        workers.replace(worker.name(), archives);
        changed.fire(new Changed(Changed.Kind.WORKER, null, null, environment.name()));
    }
}
