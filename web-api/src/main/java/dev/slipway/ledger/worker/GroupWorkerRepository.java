package dev.slipway.ledger.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;

/** The server groups' workers, and the lease of the ledger worker that reads their files. */
@ApplicationScoped
class GroupWorkerRepository {

    @PersistenceContext
    EntityManager entities;

    /**
     * A worker of a server group.
     *
     * @param group the group's name
     * @param service the service that it runs
     * @param environment where
     * @param name its own name
     */
    record Row(String group, String service, String environment, String name) {
        static Row of(Object[] row) {
            return new Row((String) row[0], (String) row[1], (String) row[2], (String) row[3]);
        }
    }

    /** The workers of all server groups that are not removed, as the agent reported them, by name. */
    List<Row> all() {
        List<Object[]> rows = entities.createNativeQuery("""
                        select g.name, s.name, e.name, w.worker ->> 'name'
                        from server_group g join service s on s.id = g.service_id
                        join environment e on e.id = g.environment_id
                        cross join lateral jsonb_array_elements(cast(g.workers as jsonb)) w (worker)
                        where g.state <> 'removed' and w.worker ->> 'name' is not null order by 4""", Object[].class).getResultList();
        return rows.stream().map(Row::of).toList();
    }

    /**
     * Takes or renews the lease; false while another ledger worker holds it.
     *
     * @param turn the length of the lease; it is renewed after half of it
     */
    boolean take(String worker, Duration turn) {
        boolean isTaken = !entities.createNativeQuery("""
                        select 1 from group_reader
                        where worker = :worker and until_at > now() + :half * interval '1 millisecond'""", Integer.class)
                .setParameter("worker", worker)
                .setParameter("half", turn.toMillis() / 2)
                .getResultList()
                .isEmpty();
        return isTaken
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
    void giveBack(String worker) {
        entities.createNativeQuery("delete from group_reader where worker = :worker")
                .setParameter("worker", worker)
                .executeUpdate();
    }
}
