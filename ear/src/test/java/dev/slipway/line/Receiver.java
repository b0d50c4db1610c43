package dev.slipway.line;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** Who is notified by a webhook, on this machine's loopback. */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final ConcurrentLinkedQueue<Received> received = new ConcurrentLinkedQueue<>();

    /**
     * What it was sent.
     *
     * @param status how it answered
     */
    public record Received(String path, Map<String, String> headers, String body, int status) {
        /** Whether it took it. */
        public boolean isAccepted() {
            return status < 300;
        }
    }

    private Receiver(HttpServer server, IntSupplier status, Map<String, String> headers) {
        this.server = server;
        server.createContext("/", exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            receive(exchange, status);
        });
        server.setExecutor(threads);
        server.start();
    }

    /** Starts one, which answers with these statuses. */
    public static Receiver start(IntSupplier status) {
        return start(status, Map.of());
    }

    /** The same, with these headers in each answer. */
    public static Receiver start(IntSupplier status, Map<String, String> headers) {
        try {
            return new Receiver(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100),
                    status,
                    headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, with a secret in the path. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/a-secret";
    }

    /** Everything that it was sent, in that order. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** What it took. */
    public List<Received> accepted() {
        return received.stream().filter(Received::isAccepted).toList();
    }

    private void receive(HttpExchange exchange, IntSupplier status) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int answer = status.getAsInt();
        Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> header.getValue().get(0)));
        received.add(new Received(exchange.getRequestURI().getPath(), headers, body, answer));
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
