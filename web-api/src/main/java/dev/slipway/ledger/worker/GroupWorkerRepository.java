package dev.slipway.ledger.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;

/** The server groups' workers, and whose turn it is to read their files. */
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
     * Lets a ledger worker read, for a while; not when it is another one's turn.
     *
     * @param turn how long nobody else may; it is prolonged when the half of it is over
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

    /** Ends a ledger worker's turn. */
    void giveBack(String worker) {
        entities.createNativeQuery("delete from group_reader where worker = :worker")
                .setParameter("worker", worker)
                .executeUpdate();
    }
}
