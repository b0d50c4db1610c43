package dev.slipway.ledger.worker.lease;

import dev.slipway.ledger.platform.background.SteadyClock;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The lease on the files of the server groups' workers: one ledger worker at a time holds it, and reads them. */
@ApplicationScoped
public class GroupWorkerLease {
    private static final System.Logger LOG = System.getLogger(GroupWorkerLease.class.getName());
    private static final Duration FRESH = Duration.ofSeconds(2);

    @Inject
    GroupWorkerService groups;

    private final InstantSource clock = new SteadyClock();
    private List<WorkerFiles> cached = List.of();
    private boolean isHeld;
    private boolean isReleased;
    private Instant checkedAt = Instant.EPOCH;

    /** The workers to read; empty while another ledger worker is the reader. */
    public synchronized Optional<List<WorkerFiles>> leasedWorkers() {
        if (isReleased) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (!checkedAt.plus(FRESH).isAfter(now)) {
            Optional<List<WorkerFiles>> leased = groups.leasedWorkers();
            cached = leased.orElse(List.of());
            isHeld = leased.isPresent();
            checkedAt = now;
        }
        return isHeld ? Optional.of(cached) : Optional.empty();
    }

    /** Stops reading and releases the lease. */
    public synchronized void release() {
        try {
            if (isHeld && !isReleased) {
                groups.releaseLease();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The lease was not released: another ledger worker takes over when it expires", e);
        }
        isReleased = true;
    }
}
