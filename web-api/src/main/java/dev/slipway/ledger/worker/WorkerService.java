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
import org.jspecify.annotations.Nullable;

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

    /** What was last told of this worker; the database is not asked every time. */
    private volatile @Nullable List<Content> told;

    /** This worker is alive, and this is on it. */
    public void seen(Survey survey) {
        Environment environment = environments.ensure(worker.environment());
        workers.seen(worker.name(), environment.id(), clock.instant());
        if (survey.contents().equals(told)) {
            return;
        }
        List<WorkerArchive> archives = new ArrayList<>();
        for (Content content : survey.contents()) {
            Service service = observations.serviceOf(content.archive(), content.artifactDigest(), environment.name());
            archives.add(new WorkerArchive(worker.name(), service, content));
        }
        workers.replace(worker.name(), archives);
        changed.fire(new Changed(Changed.Kind.WORKER, null, null, environment.name()));
        told = survey.contents();
    }
}
