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

    /** When it was last known to start, where it has started since then, and no new configuration explains that. */
    Optional<Instant> startedBefore(WorkerFigures said) {
        Instant before = startedAt;
        return before != null
                        && said.startedAt() != null
                        && !before.equals(said.startedAt())
                        && Objects.equals(start, said.start())
                ? Optional.of(before)
                : Optional.empty();
    }

    /**
     * Takes over new metrics; a worker that does not answer keeps the last ones.
     *
     * @param isRequested whether the reported start was requested
     */
    void take(WorkerFigures said, boolean isRequested, Instant now) {
        Instant begun = said.startedAt();
        isAnswering = begun != null;
        isServing = said.isServing();
        if (begun != null) {
            boolean isUnexplained = startedBefore(said).isPresent() && !isRequested;
            keep(isUnexplained ? restarts().and(begun) : restarts());
            requestsPerMinute = rate(begun, said.requests(), requests, now);
            errorsPerMinute = rate(begun, said.errors(), errors, now);
            startedAt = begun;
            start = said.start();
            wantedStart = said.wantedStart();
            altered = said.altered() == null
                    ? new String[0]
                    : said.altered().stream().map(AlteredFile::text).toArray(String[]::new);
            heapUsed = said.heapUsed();
            heapMax = said.heapMax();
            metaspace = said.metaspace();
            threads = said.threads();
            poolActive = said.poolActive();
            poolAvailable = said.poolAvailable();
            poolMaxUsed = said.poolMaxUsed();
            requests = said.requests();
            errors = said.errors();
            processingNanos = said.processingNanos();
        } else {
            requestsPerMinute = null;
            errorsPerMinute = null;
        }
        keep(restarts().at(now));
        askedAt = now;
    }

    /** The unexplained starts. */
    Restarts restarts() {
        return new Restarts(restarts, firstRestartAt, lastRestartAt);
    }

    private void keep(Restarts known) {
        restarts = known.count();
        firstRestartAt = known.first();
        lastRestartAt = known.last();
    }

    private @Nullable Double rate(Instant begun, @Nullable Long count, @Nullable Long before, Instant now) {
        if (count == null) {
            return null;
        }
        return Rate.perMinute(
                before == null || startedAt == null ? null : new Rate.Reading(startedAt, askedAt, before),
                new Rate.Reading(begun, now, count));
    }
}
