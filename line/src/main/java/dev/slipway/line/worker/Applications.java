package dev.slipway.line.worker;

import dev.slipway.line.port.PortGuard;
import dev.slipway.line.port.StatusLine;
import dev.slipway.line.roll.Probe;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The applications on the workers, called directly.
 *
 * @param endpoints where each worker listens, by name
 * @param front httpd's secret, without which the workers refuse requests; read at each probe; empty if they accept any request
 */
public record Applications(Map<String, Endpoint> endpoints, String domain, Optional<Supplier<String>> front) {
    private static final String FRONT = "Slipway-Front";

    /** The address of a worker, and the guard of its port. */
    public record Endpoint(InetSocketAddress address, PortGuard guard) {}

    /** The HTTP status of a probe; 0 if there is no answer, or it is not the worker that listens. */
    public int status(String worker, Probe probe) {
        Endpoint endpoint = Objects.requireNonNull(endpoints.get(worker), worker);
        return StatusLine.status(endpoint.address(), endpoint.guard(), () -> head(probe));
    }

    private String head(Probe probe) {
        String header = front.map(key -> FRONT + ": " + key.get() + "\r\n").orElse("");
        return "GET %s HTTP/1.1\r\nHost: %s.%s\r\n%s".formatted(probe.path(), probe.host(), domain, header);
    }
}
