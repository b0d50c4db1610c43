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

    /**
     * What the agent has reported of a worker, and whether its group is settled.
     *
     * @param altered the manually changed files, each as its name and digest, separated by spaces
     */
    record Reported(
            String service,
            String worker,
            Instant askedAt,
            @Nullable String start,
            @Nullable String desired,
            String altered,
            boolean isAnswering,
            boolean isSettled) {

        StartedConfiguration configuration() {
            return new StartedConfiguration(
                    service, worker, askedAt, start, desired, files(altered), isAnswering, isSettled);
        }
    }

    /** All that the agent has reported, by worker name. */
    Map<String, StartedConfiguration> all() {
        List<Reported> reported =
                entities.createNativeQuery("""
                        select f.service, f.worker, f.at, f.start, f.wanted_start, array_to_string(f.altered, ' '), f.is_answering,
                            g.state = 'ready'
                            and not exists (select from restart w where w.group_id = g.id and w.state in ('asked', 'running'))
                            and not exists (select from deployment_request q join release r on r.id = q.release_id
                                where q.environment_id = g.environment_id and r.service_id = g.service_id and q.state = 'running')
                        from worker_figures f join service s on s.name = f.service join environment e on e.name = f.environment
                        join server_group g on g.service_id = s.id and g.environment_id = e.id""", Reported.class).getResultList();
        return reported.stream()
                .map(Reported::configuration)
                .collect(Collectors.toMap(StartedConfiguration::worker, Function.identity()));
    }

    private static SortedMap<String, String> files(String altered) {
        SortedMap<String, String> files = new TreeMap<>();
        if (!altered.isEmpty()) {
            for (String file : altered.split(" ")) {
                String[] parts = file.split("=", 2);
                files.put(parts[0], parts[1]);
            }
        }
        return files;
    }
}
