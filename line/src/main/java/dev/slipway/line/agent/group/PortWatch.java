package dev.slipway.line.agent.group;

import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.log.LogOnce;
import dev.slipway.line.balancer.Balancer;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.host.plan.Ports;
import dev.slipway.line.http.Json;
import dev.slipway.line.port.Listeners;
import dev.slipway.line.port.PortConflict;
import dev.slipway.line.roll.Balancers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * While a worker is down, any program on the machine could bind its ports and receive its requests, including the
 * group's secret or credentials for the ledger. Checks twice a second who owns the listeners, and disables foreign ones
 * in httpd.
 */
public final class PortWatch {
    /** At most httpd's health check interval. */
    private static final int INTERVAL_MILLIS = 500;

    private final Map<String, List<Integer>> ledger;
    private final Path slots;
    private final Path bases;
    private final int firstPort;
    private final GroupFiles files;
    private final Balancer balancer;
    private final Consumer<String> log;
    private final LogOnce logOnce;
    private volatile SortedMap<String, PortConflict> conflicts = new TreeMap<>();
    /** Members that may be disabled in httpd, possibly by an earlier run; null until known. */
    private @Nullable Set<String> shutOut;

    /**
     * @param ledger the ports of the ledger's workers
     * @param slots the file that assigns ports to those of services
     * @param bases the parent of their base folders, whose owners are their users
     * @param firstPort the first port of the first of them
     */
    public PortWatch(
            Map<String, List<Integer>> ledger,
            Path slots,
            Path bases,
            int firstPort,
            GroupFiles files,
            Balancer balancer,
            Consumer<String> log) {
        this.ledger = Map.copyOf(ledger);
        this.slots = slots;
        this.bases = bases;
        this.firstPort = firstPort;
        this.files = files;
        this.balancer = balancer;
        this.log = log;
        logOnce = new LogOnce(log);
    }

    /**
     * Runs until the program ends.
     *
     * @param changed called after each change of {@link #alarm}, on a separate thread
     */
    public void start(Runnable changed) {
        ScheduledExecutorService watching = Executors.newSingleThreadScheduledExecutor(PortWatch::thread);
        ScheduledExecutorService telling = Executors.newSingleThreadScheduledExecutor(PortWatch::thread);
        watching.scheduleWithFixedDelay(
                () -> {
                    if (check()) {
                        telling.execute(changed);
                    }
                },
                0,
                INTERVAL_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ports");
        thread.setDaemon(true);
        return thread;
    }

    /** The problem with a group's ports; empty if none. */
    public Optional<String> alarm(String group) {
        return conflicts.values().stream()
                .filter(conflict -> group(conflict.worker()).equals(group))
                .findFirst()
                .map(PortConflict::message);
    }

    /** Checks once; returns whether anything has changed. */
    boolean check() {
        try {
            return check(Listeners.now());
        } catch (IOException | RuntimeException | Error e) {
            logOnce.say("The workers' ports cannot be checked: " + e);
            return false;
        }
    }

    boolean check(Listeners listeners) throws IOException {
        SortedMap<String, PortConflict> before = conflicts;
        SortedMap<String, PortConflict> now = new TreeMap<>();
        Map<String, List<Integer>> ports = ports();
        for (Map.Entry<String, List<Integer>> worker : ports.entrySet()) {
            Path base = bases.resolve(worker.getKey());
            if (Files.isDirectory(base, LinkOption.NOFOLLOW_LINKS)) {
                int owner = (Integer) Files.getAttribute(base, "unix:uid", LinkOption.NOFOLLOW_LINKS);
                PortConflict.at(listeners, worker.getKey(), worker.getValue(), owner)
                        .ifPresent(conflict -> now.put(worker.getKey(), conflict));
            }
        }
        conflicts = now;
        updateHttpd(ports.keySet(), now.keySet());
        if (now.equals(before)) {
            return false;
        }
        now.values().stream()
                .filter(conflict -> !conflict.equals(before.get(conflict.worker())))
                .forEach(conflict -> log.accept(conflict.message()));
        return true;
    }

    /** The ports of each worker. */
    private Map<String, List<Integer>> ports() throws IOException {
        Map<String, List<Integer>> ports = new TreeMap<>(ledger);
        if (Files.exists(slots)) {
            Json json = Json.read(Files.readString(slots).getBytes(StandardCharsets.UTF_8));
            for (String worker : json.names()) {
                int slot = (int) json.number(worker, 0);
                ports.put(worker, Ports.above(firstPort, slot).all().boxed().toList());
            }
        }
        return ports;
    }

    private void updateHttpd(Set<String> all, Set<String> out) throws IOException {
        if (shutOut == null) {
            shutOut = new TreeSet<>(all);
        }
        try {
            // Repeated each time, since a reload of httpd may have reset it.
            for (String worker : out) {
                shutOut.add(worker);
                for (String name : balancers(worker).names()) {
                    balancer.stop(name, worker);
                }
            }
            for (String worker : List.copyOf(shutOut)) {
                if (!out.contains(worker)) {
                    for (String name : balancers(worker).names()) {
                        balancer.start(name, worker);
                    }
                    shutOut.remove(worker);
                }
            }
            logOnce.end();
        } catch (BalancerException e) {
            logOnce.say(e.text());
        }
    }

    private Balancers balancers(String worker) throws IOException {
        return ledger.containsKey(worker) ? Balancers.LEDGER : Balancers.of(host(worker));
    }

    /** The host of a worker's group, and so its balancer. */
    private String host(String worker) throws IOException {
        return files.requested().stream()
                .filter(group -> group.group().equals(group(worker)))
                .map(DesiredGroup::host)
                .findFirst()
                .orElse("");
    }

    private static String group(String worker) {
        return worker.substring(0, Math.max(0, worker.lastIndexOf('-')));
    }
}
