package dev.slipway.ledger.drift;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the start configurations of the services' workers, in SQL over the tables of several features. */
@ApplicationScoped
class StartedConfigurationRepository {

    @PersistenceContext
    EntityManager entities;

    /** All that the agent has reported, by worker name. */
    Map<String, StartedConfiguration> all() {
        List<Object[]> rows = entities.createNativeQuery("""
                        select f.service, f.worker, f.at, f.start, f.wanted_start, array_to_string(f.altered, ' '), f.is_answering,
                            g.state = 'ready'
                            and not exists (select from restart w where w.group_id = g.id and w.state in ('asked', 'running'))
                            and not exists (select from deployment_request q join release r on r.id = q.release_id
                                where q.environment_id = g.environment_id and r.service_id = g.service_id and q.state = 'running')
                        from worker_figures f join service s on s.name = f.service join environment e on e.name = f.environment
                        join server_group g on g.service_id = s.id and g.environment_id = e.id""", Object[].class).getResultList();
        return rows.stream()
                .map(StartedConfigurationRepository::start)
                .collect(Collectors.toMap(StartedConfiguration::worker, Function.identity()));
    }

    private static StartedConfiguration start(Object[] row) {
        return new StartedConfiguration(
                (String) row[0],
                (String) row[1],
                (Instant) row[2],
                (String) row[3],
                (String) row[4],
                altered((String) row[5]),
                (Boolean) row[6],
                (Boolean) row[7]);
    }

    private static SortedMap<String, String> altered(@Nullable String text) {
        SortedMap<String, String> files = new TreeMap<>();
        if (text != null && !text.isEmpty()) {
            for (String file : text.split(" ")) {
                String[] parts = file.split("=", 2);
                files.put(parts[0], parts[1]);
            }
        }
        return files;
    }
}
