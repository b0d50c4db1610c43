package dev.slipway.line.worker;

import dev.slipway.line.port.PortGuard;
import dev.slipway.line.roll.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The applications on the workers, called directly. Uses a plain socket, as java.net.http cannot send another host name than the
 * address's.
 *
 * @param endpoints where each worker listens, by name
 * @param front httpd's secret, without which the workers refuse requests; read at each probe; empty if they accept any request
 */
public record Applications(Map<String, Endpoint> endpoints, String domain, Optional<Supplier<String>> front) {
    private static final String FRONT = "Slipway-Front";
    private static final int TIMEOUT_MILLISECONDS = 5_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final int STATUS_LENGTH = 12;
    private static final int AT_ONCE = 8_192;

    /** The address of a worker, and the guard of its port. */
    public record Endpoint(InetSocketAddress address, PortGuard guard) {}

    /** The HTTP status of a probe; 0 if there is no answer, or it is not the worker that listens. */
    public int status(String worker, Probe probe) {
        Endpoint endpoint = Objects.requireNonNull(endpoints.get(worker), worker);
        InetSocketAddress address = endpoint.address();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), TIMEOUT_MILLISECONDS);
            endpoint.guard().check();
            String request = "GET " + probe.path() + " HTTP/1.1\r\nHost: " + probe.host() + "." + domain
                    + "\r\n"
                    + front.map(secret -> FRONT + ": " + secret.get() + "\r\n").orElse("")
                    + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Matcher status = STATUS.matcher(beginning(socket));
            return status.lookingAt() ? Integer.parseInt(status.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Reads until the status is complete or the time is up: an application may respond byte by byte, and endlessly. */
    private static String beginning(Socket socket) throws IOException {
        byte[] bytes = new byte[AT_ONCE];
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLISECONDS);
        int length = 0;
        while (length < STATUS_LENGTH) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                break;
            }
            socket.setSoTimeout((int) left);
            int count = socket.getInputStream().read(bytes, length, bytes.length - length);
            if (count < 0) {
                break;
            }
            length += count;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
