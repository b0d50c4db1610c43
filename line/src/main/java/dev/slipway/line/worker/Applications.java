package dev.slipway.line.worker;

import dev.slipway.line.roll.Probe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What runs on the workers, asked directly. By a plain socket: java.net.http sends no other host's name than that of the address.
 *
 * @param addresses where each worker answers, by its name
 * @param front what the workers take requests by, as from httpd; read at each probe; empty where they take them from anybody
 */
public record Applications(Map<String, InetSocketAddress> addresses, String domain, Optional<Supplier<String>> front) {
    private static final String FRONT = "Slipway-Front";
    private static final int TIMEOUT_MILLISECONDS = 5_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b.*");

    /** The status that a probe is answered with; 0 where nobody answers. */
    public int status(String worker, Probe probe) {
        InetSocketAddress address = Objects.requireNonNull(addresses.get(worker), worker);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), TIMEOUT_MILLISECONDS);
            socket.setSoTimeout(TIMEOUT_MILLISECONDS);
            String request = "GET " + probe.path() + " HTTP/1.1\r\nHost: " + probe.host() + "." + domain
                    + "\r\n"
                    + front.map(secret -> FRONT + ": " + secret.get() + "\r\n").orElse("")
                    + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            Matcher status = STATUS.matcher(Objects.requireNonNullElse(answer.readLine(), ""));
            return status.matches() ? Integer.parseInt(status.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
