package dev.slipway.line.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as a test says. */
public class Stub implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Reply>> first = new HashMap<>();
    private final Route route;
    private final boolean isConcurrent;

    /** Answers a request. */
    public interface Route {
        /** The answer. */
        Reply answer(Received request);
    }

    /** Begins to listen. */
    public Stub(Route route) {
        this(route, false);
    }

    /** The same, where the route may answer several at a time. */
    public Stub(Route route, boolean isConcurrent) {
        this.route = route;
        this.isConcurrent = isConcurrent;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A request that came in. */
    public record Received(
            String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        /** Method and path. */
        public String line() {
            return method + " " + path;
        }

        /** The fields of a form. */
        public Map<String, String> form() {
            return fields(body);
        }
    }

    /** An answer; without a status, the connection is cut. */
    public record Reply(int status, String body, Map<String, String> headers) {
        /** JSON, or nothing. */
        public static Reply of(int status, String body) {
            return new Reply(status, body, Map.of());
        }

        /** The connection is cut. */
        public static Reply cut() {
            return new Reply(0, "", Map.of());
        }
    }

    /** Its address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers a method and path so before it answers as it does. */
    public synchronized void first(String line, Reply... replies) {
        first.put(line, new ArrayDeque<>(List.of(replies)));
    }

    /** Everything that came in. */
    public List<Received> received() {
        return received;
    }

    /** Everything of a method and path that came in. */
    public List<Received> received(String line) {
        return received.stream().filter(request -> request.line().equals(line)).toList();
    }

    private Reply answer(Received request) {
        synchronized (this) {
            Deque<Reply> waiting = first.get(request.line());
            if (waiting != null && !waiting.isEmpty()) {
                return waiting.remove();
            }
            if (!isConcurrent) {
                return route.answer(request);
            }
        }
        return route.answer(request);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            URI uri = exchange.getRequestURI();
            Received request =
                    new Received(exchange.getRequestMethod(), uri.getPath(), fields(uri.getRawQuery()), headers, body);
            received.add(request);
            Reply reply = answer(request);
            if (reply.status() == 0) {
                return;
            }
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            reply.headers().forEach(exchange.getResponseHeaders()::add);
            boolean isEmpty = bytes.length == 0 || request.method().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), isEmpty ? -1 : bytes.length);
            if (!isEmpty) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text == null || text.isEmpty() ? new String[0] : text.split("&")) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
