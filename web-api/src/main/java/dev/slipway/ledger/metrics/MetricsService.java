package dev.slipway.ledger.metrics;

import dev.slipway.ledger.metrics.DeliveryResponse.FailRate;
import dev.slipway.ledger.metrics.DeliveryResponse.Frequency;
import dev.slipway.ledger.metrics.DeliveryResponse.LeadTime;
import dev.slipway.ledger.metrics.DeliveryResponse.Point;
import dev.slipway.ledger.metrics.DeliveryResponse.RecoveryTime;
import dev.slipway.ledger.metrics.DeliveryResponse.ReworkRate;
import dev.slipway.ledger.platform.budget.BudgetService;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes the metrics. */
@ApplicationScoped
@Transactional
class MetricsService {

    @Inject
    MetricsRepository deliveries;

    @Inject
    BudgetService budget;

    /** The five metrics of a window, whole and in pieces. */
    DeliveryResponse delivery(Window window) {
        budget.begin();
        return response(window, deliveries.figures(window));
    }

    /** Some of the deployments behind a figure. */
    List<Delivery> behind(Window window, Metric metric, boolean isContributing, @Nullable Cursor after, int limit) {
        budget.begin();
        return deliveries.behind(window, metric, isContributing, after, limit);
    }

    static DeliveryResponse response(Window window, Map<@Nullable LocalDate, DeliveryFigures> figures) {
        DeliveryFigures all = figures.getOrDefault(null, DeliveryFigures.NONE);
        List<Point> series = window.pieces().stream()
                .map(piece -> point(piece, figures.getOrDefault(piece.first(), DeliveryFigures.NONE)))
                .toList();
        return new DeliveryResponse(
                window.service(),
                window.environment(),
                window.from(),
                window.until(),
                window.zone().getId(),
                Lowercase.of(window.bucket()),
                new Frequency(all.deployments(), all.deployments() / window.days(), medianPerWeek(window, series)),
                new LeadTime(all.firstCommit(), all.merge()),
                new FailRate(DeliveryFigures.ratio(all.failed(), all.reached()), all.failed(), all.reached()),
                new RecoveryTime(
                        all.recovery().medianSeconds(),
                        all.recovery().p90Seconds(),
                        all.recovery().count(),
                        all.failed() - all.recovery().count()),
                new ReworkRate(DeliveryFigures.ratio(all.rework(), all.deployments()), all.rework(), all.deployments()),
                series);
    }

    private static Point point(Window.Piece piece, DeliveryFigures figures) {
        return new Point(
                piece.from(),
                piece.until(),
                figures.deployments(),
                figures.reached(),
                figures.failed(),
                figures.rework(),
                figures.firstCommit().medianSeconds(),
                figures.merge().medianSeconds(),
                figures.recovery().medianSeconds());
    }

    private static @Nullable Double medianPerWeek(Window window, List<Point> series) {
        long[] counts = window.weeks().stream()
                .filter(window::holds)
                .mapToLong(week -> series.stream()
                        .filter(point -> !point.from().isBefore(week.from())
                                && point.from().isBefore(week.until()))
                        .mapToLong(Point::deployments)
                        .sum())
                .sorted()
                .toArray();
        if (counts.length == 0) {
            return null;
        }
        return (counts[(counts.length - 1) / 2] + counts[counts.length / 2]) / 2.0;
    }
}
