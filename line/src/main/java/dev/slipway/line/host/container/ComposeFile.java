package dev.slipway.line.host.container;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * The Compose file of the services' workers, merged with {@code docker-compose.yml}: one service per worker.
 * Deterministic, and without secrets.
 */
public final class ComposeFile {
    /** The groups' networks in {@code docker-compose.yml}, with httpd, the agent and PostgreSQL. */
    static final int NETWORKS = 8;

    private static final String GITLAB = "gitlab";

    /** The other networks of httpd. */
    private static final List<String> PUBLIC = List.of("front", GITLAB, "jobs");

    /** The names of httpd in each of its networks, as in {@code docker-compose.yml}. */
    private static final List<String> ALIASES = List.of(
            "mywebapp.${SLIPWAY_DOMAIN:-localtest.me}",
            "static.${SLIPWAY_DOMAIN:-localtest.me}",
            "go.${SLIPWAY_DOMAIN:-localtest.me}",
            "auth.${SLIPWAY_DOMAIN:-localtest.me}",
            "admin.${SLIPWAY_DOMAIN:-localtest.me}",
            "admin-2.${SLIPWAY_DOMAIN:-localtest.me}",
            "gitlab.${SLIPWAY_DOMAIN:-localtest.me}",
            "registry.${SLIPWAY_DOMAIN:-localtest.me}",
            "httpd.jobs.internal");

    private static final int WIDTH = 160;
    private static final int MOST_PROCESSES = 500;
    private static final String STATE = "/var/lib/slipway/";
    private static final String PROGRAM = "/opt/slipway/ear/bin/worker";

    private ComposeFile() {}

    /**
     * The file's text.
     *
     * @param hosts the first labels of the services' host names
     */
    static String text(Collection<Container> containers, Collection<String> hosts) {
        Map<String, Object> services = new LinkedHashMap<>();
        Map<String, Object> networks = new LinkedHashMap<>();
        int most = containers.stream().mapToInt(Container::network).max().orElse(0);
        // Rounded up in steps, since joining another network recreates those containers.
        List<String> more = networks(NETWORKS + 1, (most + NETWORKS - 1) / NETWORKS * NETWORKS);
        Map<String, Object> httpd = httpd(hosts, more);
        if (!httpd.isEmpty()) {
            services.put("httpd", Map.of("networks", httpd));
        }
        if (!hosts.isEmpty()) {
            // The docker-compose.yml of 0.2.0, to which a line may go back, has no such network.
            networks.put(GITLAB, Map.of());
        }
        if (!more.isEmpty()) {
            more.forEach(network -> networks.put(network, Map.of()));
            services.put("line", Map.of("networks", all(more, Map.of())));
            services.put("postgresql", Map.of("networks", all(more, Map.of())));
        }
        Map<String, Object> configs = new LinkedHashMap<>();
        Map<String, Object> secrets = new LinkedHashMap<>();
        for (Container container : containers) {
            services.put(container.worker(), service(container));
            configs.put(container.worker(), file("workers/" + container.worker()));
            configs.put(container.group() + "-configuration", file("configurations/" + container.group()));
            for (String secret : ContainerHosting.SECRETS) {
                secrets.put(container.group() + "-" + secret, file("secrets/" + container.group() + "/" + secret));
            }
        }
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("services", services);
        put(file, "networks", networks);
        put(file, "configs", configs);
        put(file, "secrets", secrets);
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(WIDTH)
                .build();
        return "# Written by the container services, whenever what is to be is different.\n"
                + new Dump(settings).dumpToString(file);
    }

    /**
     * What its networks call httpd: Compose adds these names to those in {@code docker-compose.yml}. Another one
     * recreates httpd; as a link of each worker, it would recreate all workers.
     */
    private static Map<String, Object> httpd(Collection<String> hosts, List<String> more) {
        List<String> names = hosts.stream()
                .map(host -> host + ".${SLIPWAY_DOMAIN:-localtest.me}")
                .toList();
        Map<String, Object> networks = new LinkedHashMap<>();
        if (!names.isEmpty()) {
            Map<String, Object> added = Map.of("aliases", names);
            networks.putAll(all(PUBLIC, added));
            networks.putAll(all(networks(1, NETWORKS), added));
        }
        networks.putAll(all(
                more,
                Map.of(
                        "aliases",
                        Stream.concat(ALIASES.stream(), names.stream()).toList())));
        return networks;
    }

    private static void put(Map<String, Object> file, String key, Map<String, Object> what) {
        if (!what.isEmpty()) {
            file.put(key, what);
        }
    }

    private static Map<String, Object> all(List<String> names, Map<String, Object> what) {
        Map<String, Object> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name, what));
        return all;
    }

    private static List<String> networks(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(ComposeFile::network).toList();
    }

    private static String network(int number) {
        return "group-" + number;
    }

    private static Map<String, Object> file(String path) {
        return Map.of("file", "./.slipway/containers/" + path);
    }

    private static Map<String, Object> service(Container container) {
        String worker = container.worker();
        String group = STATE + "groups/" + container.group() + "/";
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("image", "${SLIPWAY_IMAGES:-localhost/slipway}/wildfly:${SLIPWAY_VERSION:-local}");
        service.put("hostname", worker);
        service.put("entrypoint", List.of(PROGRAM));
        // The inputs of the limit are set here, so that both change together and not at an earlier restart.
        service.put("command", List.of("run", worker, container.memory() + "m", container.metaspace() + "m"));
        service.put("user", container.user() + ":" + container.user());
        service.put("environment", environment());
        service.put("restart", "unless-stopped");
        service.put("init", true);
        service.put("read_only", true);
        service.put("cap_drop", List.of("ALL"));
        service.put("security_opt", List.of("no-new-privileges:true"));
        service.put("logging", Map.of("driver", "local"));
        service.put("networks", List.of(network(container.network())));
        service.put(
                "secrets",
                ContainerHosting.SECRETS.stream()
                        .map(secret -> mounted(container.group() + "-" + secret, group + secret))
                        .toList());
        service.put(
                "configs",
                List.of(
                        mounted(worker, group + "workers/" + worker),
                        mounted(container.group() + "-configuration", group + "configuration.cli"),
                        mounted("truststore", STATE + "tls/truststore")));
        service.put("volumes", List.of(folder(worker), temporary()));
        service.put("healthcheck", healthcheck(worker));
        // Longer than the server waits for the requests under way.
        service.put("stop_grace_period", "75s");
        service.put(
                "deploy",
                Map.of(
                        "resources",
                        Map.of("limits", ordered("memory", container.limit() + "m", "pids", MOST_PROCESSES))));
        return service;
    }

    private static Map<String, Object> environment() {
        return ordered(
                "SLIPWAY_DOMAIN",
                "${SLIPWAY_DOMAIN:-localtest.me}",
                "SLIPWAY_HTTPS_PORT",
                "${SLIPWAY_HTTPS_PORT:-443}",
                "SLIPWAY_JAVA_OPTIONS",
                "${SLIPWAY_JAVA_OPTIONS:-}");
    }

    private static Map<String, Object> mounted(String source, String target) {
        return ordered("source", source, "target", target);
    }

    /** The worker's subfolder of the volume with all workers' folders, which the ledger reads. */
    private static Map<String, Object> folder(String worker) {
        return ordered(
                "type",
                "volume",
                "source",
                "workers",
                "target",
                STATE + "workers/" + worker,
                "volume",
                ordered("subpath", worker, "nocopy", true));
    }

    private static Map<String, Object> temporary() {
        return ordered("type", "tmpfs", "target", "/tmp", "tmpfs", Map.of("size", "64m"));
    }

    private static Map<String, Object> healthcheck(String worker) {
        return ordered(
                "test",
                List.of("CMD", PROGRAM, "ready", worker),
                "interval",
                "10s",
                "timeout",
                "5s",
                "retries",
                3,
                "start_period",
                "5m",
                "start_interval",
                "1s");
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
