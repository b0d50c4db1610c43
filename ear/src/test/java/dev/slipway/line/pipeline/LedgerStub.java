package dev.slipway.line.pipeline;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.line.StubServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a pipeline gets of a ledger before it signs in: files such as the CLI. */
final class LedgerStub implements AutoCloseable {
    private final StubServer server;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, String> files = new ConcurrentHashMap<>();

    LedgerStub() {
        server = new StubServer(this::serve);
    }

    String url() {
        return server.url();
    }

    /** What was asked, method and path, in order. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** Gives a file to whoever asks for it. */
    void give(String path, String content) {
        files.put(path, content);
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.add(exchange.getRequestMethod() + " " + path);
        byte[] content = files.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(files.containsKey(path) ? 200 : 404, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }
}
