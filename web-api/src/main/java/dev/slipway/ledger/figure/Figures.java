package dev.slipway.ledger.figure;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The last metrics of a service's worker. */
@Entity
@Table(name = "worker_figures")
class Figures {
    @Id
    String worker;

    String service;
    String environment;

    @Column(name = "at")
    Instant askedAt;

    boolean isAnswering;

    @Nullable
    Boolean isServing;

    @Nullable
    Instant startedAt;

    @Nullable
    String start;

    @Nullable
    String wantedStart;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] altered = {};

    @Nullable
    Long heapUsed;

    @Nullable
    Long heapMax;

    @Nullable
    Long metaspace;

    @Nullable
    Integer threads;

    @Nullable
    Integer poolActive;

    @Nullable
    Integer poolAvailable;

    @Nullable
    Integer poolMaxUsed;

    @Nullable
    Long requests;

    @Nullable
    Long errors;

    @Nullable
    Long processingNanos;

    @Nullable
    Double requestsPerMinute;

    @Nullable
    Double errorsPerMinute;

    int restarts;

    @Nullable
    Instant firstRestartAt;

    @Nullable
    Instant lastRestartAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected Figures() {}

    /** Of a worker without metrics so far. */
    Figures(String worker, String service, String environment, Instant at) {
        this.worker = worker;
        this.service = service;
        this.environment = environment;
        this.askedAt = at;
    }

    /** The last known start, if the worker has started again since then and no new configuration explains that. */
    Optional<Instant> startedBefore(WorkerFigures report) {
        Instant before = startedAt;
        return before != null
                        && report.startedAt() != null
                        && !before.equals(report.startedAt())
                        && Objects.equals(start, report.start())
                ? Optional.of(before)
                : Optional.empty();
    }

    /**
     * Takes over new metrics; a worker that does not answer keeps the last ones.
     *
     * @param isRequested whether the reported start was requested
     */
    void update(WorkerFigures report, boolean isRequested, Instant now) {
        Instant begun = report.startedAt();
        boolean wasAnswering = isAnswering;
        isAnswering = begun != null;
        isServing = report.isServing();
        if (begun != null) {
            boolean isUnexplained = startedBefore(report).isPresent() && !isRequested;
            replaceRestarts(isUnexplained ? restarts().and(begun) : restarts());
            requestsPerMinute = rate(begun, report.requests(), wasAnswering ? requests : null, now);
            errorsPerMinute = rate(begun, report.errors(), wasAnswering ? errors : null, now);
            startedAt = begun;
            start = report.start();
            wantedStart = report.wantedStart();
            altered = report.altered() == null
                    ? new String[0]
                    : report.altered().stream().map(AlteredFile::text).toArray(String[]::new);
            heapUsed = report.heapUsed();
            heapMax = report.heapMax();
            metaspace = report.metaspace();
            threads = report.threads();
            poolActive = report.poolActive();
            poolAvailable = report.poolAvailable();
            poolMaxUsed = report.poolMaxUsed();
            requests = report.requests();
            errors = report.errors();
            processingNanos = report.processingNanos();
        } else {
            requestsPerMinute = null;
            errorsPerMinute = null;
        }
        replaceRestarts(restarts().at(now));
        askedAt = now;
    }

    Restarts restarts() {
        return new Restarts(restarts, firstRestartAt, lastRestartAt);
    }

    private void replaceRestarts(Restarts unexplained) {
        restarts = unexplained.count();
        firstRestartAt = unexplained.first();
        lastRestartAt = unexplained.last();
    }

    /** Per minute since the previous query; since the start if there is no earlier count. */
    private @Nullable Double rate(Instant begun, @Nullable Long count, @Nullable Long before, Instant now) {
        if (count == null) {
            return null;
        }
        return Rate.perMinute(
                before == null || startedAt == null ? null : new Rate.Reading(startedAt, askedAt, before),
                new Rate.Reading(begun, now, count));
    }
}
