package dev.slipway.line.host.machine;

import dev.slipway.line.group.Group;
import dev.slipway.line.host.HostException;
import dev.slipway.line.host.plan.Ports;
import dev.slipway.line.host.plan.Worker;
import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.port.Listeners;
import dev.slipway.line.port.PortConflict;
import dev.slipway.line.port.PortGuard;
import dev.slipway.line.port.StatusLine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Starts workers, and waits until they are ready. */
public final class WorkerStarter {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration INTERVAL = Duration.ofMillis(300);
    /** An httpd process replaced by a graceful reload accepts no new connections, but finishes existing ones. */
    private static final Duration RELOAD = Duration.ofSeconds(2);

    private static final int UNAUTHORIZED = 401;
    private static final int LOOKS_BETWEEN = 10;
    private static final int LAST_OF_LOG = 65_536;

    private final Supervisor supervisor;
    private final Path logs;
    private final Path bases;
    private final Pace pace;

    WorkerStarter(Supervisor supervisor, Path state, Pace pace) {
        this.supervisor = supervisor;
        logs = state.resolve("logs");
        bases = state.resolve("workers");
        this.pace = pace;
    }

    /** Starts or restarts it, and waits until it is up. */
    void start(Worker worker, Group group) throws IOException {
        MemoryCheck.require(group, MemoryCheck.memory());
        supervisor.start(worker.name());
        Deadline deadline = pace.deadline(PATIENCE);
        int looks = 1;
        while (!isUp(worker)) {
            if (deadline.isOver()) {
                throw new HostException(worker.name() + " is not ready after " + PATIENCE.toMinutes() + " minutes: "
                        + lastError(worker.name()));
            }
            pace.sleep(INTERVAL);
            looks++;
            if (looks % LOOKS_BETWEEN == 0) {
                refuseStrangers(worker);
            }
        }
    }

    /** Fails while a foreign process listens there; retried. */
    private void refuseStrangers(Worker worker) throws IOException {
        int owner = (Integer) Files.getAttribute(bases.resolve(worker.name()), "unix:uid", LinkOption.NOFOLLOW_LINKS);
        Optional<PortConflict> conflict =
                PortConflict.at(Listeners.now(), worker.name(), worker.ports().http(), Ports.COUNT, owner);
        if (conflict.isPresent()) {
            throw new HostException(conflict.get().message());
        }
    }

    /**
     * The status of httpd's health check; 0 if there is no answer.
     *
     * @param probe the path
     */
    static int health(Worker worker, String probe) {
        return status(worker.ports().host(), worker.ports().http(), "HEAD " + probe);
    }

    /** Waits so long that httpd's former processes accept no more connections; it does not look. */
    void awaitReload() {
        pace.sleep(RELOAD);
    }

    /** Whether its management answers 401: its boot is complete. */
    public static boolean isUp(Worker worker) {
        return status(worker.ports().host(), worker.ports().management(), "GET /management") == UNAUTHORIZED;
    }

    private static int status(String host, int port, String line) {
        String head = "%s HTTP/1.1\r\nHost: %s:%d\r\n".formatted(line, host, port);
        return StatusLine.status(InetSocketAddress.createUnresolved(host, port), PortGuard.OPEN, () -> head);
    }

    /** The last error in its log. */
    private String lastError(String worker) throws IOException {
        Path log = logs.resolve(worker + ".log");
        if (!Files.isReadable(log)) {
            return "its log is empty";
        }
        byte[] all = Files.readAllBytes(log);
        int from = Math.max(0, all.length - LAST_OF_LOG);
        List<String> lines = new String(all, from, all.length - from, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.stream()
                .filter(line -> line.contains("ERROR") || line.contains("FATAL") || line.contains("slipway:"))
                .reduce((first, second) -> second)
                .or(() -> lines.stream().reduce((first, second) -> second))
                .orElse("its log is empty");
    }
}
