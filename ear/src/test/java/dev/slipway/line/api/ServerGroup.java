package dev.slipway.line.api;

import dev.slipway.line.Database;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server group of a scene's service, of two workers, as the ledger has it when the agent has made it: in the database alone. */
final class ServerGroup implements AutoCloseable {
    final String name;

    /** The names of its workers. */
    final List<String> workers;

    private final Scene scene;

    ServerGroup(Scene scene) {
        this.scene = scene;
        name = scene.service + "-" + scene.environment;
        workers = IntStream.rangeClosed(1, 2).mapToObj(n -> name + "-" + n).toList();
        // A whole one, for pages that show all services read it, too.
        Database.update("""
                insert into service_definition (id, service_id, version, operation, yaml, definition, changes, applied_by,
                    applied_at)
                select gen_random_uuid(), id, 1, 'applied', 'service: ' || name,
                    json_build_object('service', name, 'title', title, 'contextRoot', '/', 'probe', '/', 'environments',
                        json_build_object(?, json_build_object('workers', 2, 'memory', '256m', 'metaspace', '256m')))::text,
                    array[]::text[], 'jane', now()
                from service where name = ?""", scene.environment, scene.service);
        Database.update(
                """
                insert into server_group (id, service_id, environment_id, name, host, definition_id, wanted_version,
                    made_version, state, workers, is_removed, is_data_dropped, changed_at)
                select gen_random_uuid(), s.id, e.id, ?, ?, d.id, 1, 1, 'ready', ?, false, false, now()
                from service s join service_definition d on d.service_id = s.id
                join environment e on e.name = ? where s.name = ?""",
                name,
                name,
                // The ledger's own is none of it, whatever the agent says.
                Stream.concat(workers.stream(), Stream.of("worker-1"))
                        .map("{\"name\":\"%s\"}"::formatted)
                        .collect(Collectors.joining(",", "[", "]")),
                scene.environment,
                scene.service);
    }

    /** As the agent reports it when nothing of it is left. */
    void remove() {
        Database.update("update server_group set state = 'removed', is_removed = true where name = ?", name);
    }

    /** As the agent reports it when its data are gone, too. */
    void dropData() {
        Database.update(
                "update server_group set state = 'removed', is_removed = true, is_data_dropped = true where name = ?",
                name);
    }

    /** As the agent reports it when it is defined again, on the files that were kept. */
    void comeBack() {
        Database.update("update server_group set state = 'ready', is_removed = false where name = ?", name);
    }

    @Override
    public void close() {
        String mine = " where service_id = (select id from service where name = ?)";
        Database.execute("delete from restart" + mine, scene.service);
        Database.update("delete from server_group" + mine, scene.service);
        Database.update("delete from service_definition" + mine, scene.service);
        Database.execute("delete from log_position where worker like ?", name + "-%");
    }
}
