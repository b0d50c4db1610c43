package dev.slipway.ledger.worker.lease;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;

/** The lease of the ledger worker that reads the files of the server groups' workers. */
@ApplicationScoped
class GroupReaderRepository {

    @PersistenceContext
    EntityManager entities;

    /**
     * Acquires or renews the lease; false while another ledger worker holds it.
     *
     * @param turn the length of the lease; it is renewed after half of it
     */
    boolean acquire(String worker, Duration turn) {
        boolean isHeld = !entities.createNativeQuery("""
                        select 1 from group_reader
                        where worker = :worker and until_at > now() + :half * interval '1 millisecond'""", Integer.class)
                .setParameter("worker", worker)
                .setParameter("half", turn.toMillis() / 2)
                .getResultList()
                .isEmpty();
        return isHeld
                || entities.createNativeQuery("""
                        insert into group_reader (id, worker, until_at)
                        values (1, :worker, now() + :turn * interval '1 millisecond')
                        on conflict (id) do update set worker = excluded.worker, until_at = excluded.until_at
                        where group_reader.worker = excluded.worker or group_reader.until_at < now()""")
                                .setParameter("worker", worker)
                                .setParameter("turn", turn.toMillis())
                                .executeUpdate()
                        == 1;
    }

    /** Releases a ledger worker's lease. */
    void releaseLease(String worker) {
        entities.createNativeQuery("delete from group_reader where worker = :worker")
                .setParameter("worker", worker)
                .executeUpdate();
    }
}
