package dev.slipway.ledger.figure;

import dev.slipway.ledger.definition.GroupNames;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.group.restart.RestartService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Stores the last metrics of the services' workers. */
@ApplicationScoped
@Transactional
public class FigureService {
    /** How long the metrics of a worker that is gone are kept. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    @Inject
    FigureRepository figures;

    @Inject
    RestartService restarts;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /** Stores an agent's report. Each agent reports its own environments. */
    void report(ReportFiguresRequest report) {
        Instant now = clock.instant();
        Map<String, Figures> byWorker = figures.all();
        for (GroupFigures group : report.groups()) {
            String prefix = GroupNames.group(group.service(), group.environment()) + "-";
            for (WorkerFigures reported : group.workers()) {
                if (reported.worker().startsWith(prefix)) {
                    Figures figure = byWorker.computeIfAbsent(reported.worker(), name -> {
                        Figures created = new Figures(name, group.service(), group.environment(), now);
                        figures.add(created);
                        return created;
                    });
                    figure.update(reported, isRequested(group, figure, reported), now);
                }
            }
        }
        restarts.restartWhereDue(
                report.groups().stream().map(GroupFigures::configuration).toList());
        figures.removeBefore(now.minus(KEPT));
        changed.fire(Changed.all(Changed.Kind.FIGURES));
    }

    /** During a requested restart, only the first start belongs to it. */
    private boolean isRequested(GroupFigures group, Figures figure, WorkerFigures reported) {
        Instant begun = reported.startedAt();
        return begun != null
                && figure.startedBefore(reported)
                        .filter(before -> restarts.isRequested(group.service(), group.environment(), before, begun))
                        .isPresent();
    }
}
