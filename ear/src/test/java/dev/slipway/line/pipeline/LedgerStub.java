package dev.slipway.line.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.slipway.line.StubServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a pipeline sees of a line: where to sign in, the CLI, and a ledger that has one request. */
final class LedgerStub implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    static final String SECRET = "client-secret-0123456789+&%abcdef";
    static final String TOKEN = "access-token-0123456789abcdef";

    private final StubServer server;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private volatile JsonNode releases = JSON.createArrayNode();
    private volatile JsonNode earlier = JSON.createArrayNode();
    private volatile String[] states = {"allowed", "running", "done"};
    private volatile int position;
    private volatile String ending = "{\"outcome\": \"succeeded\"}";

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

    /** The last body that came for a path. */
    String body(String path) {
        return bodies.getOrDefault(path, "");
    }

    /** The last Idempotency-Key that came for a path. */
    String key(String path) {
        return keys.getOrDefault(path, "");
    }

    /** Gives a file to whoever asks for it. */
    void give(String path, String content) {
        files.put(path, content);
    }

    /** The release is on record already, with an archive. */
    void hasRelease(String digest) {
        releases = JSON.createArrayNode()
                .add(JSON.createObjectNode().put("id", "release-1").put("artifactDigest", digest));
    }

    /** The service has an earlier release, of a commit. */
    void hasEarlier(String commit) {
        earlier = JSON.createArrayNode()
                .add(JSON.createObjectNode().put("id", "release-0").put("commit", commit));
    }

    /** What comes by POST for a path of the API is refused as a conflict, by the problem of this slug. */
    void refuses(String path, String slug) {
        refusals.put(path, slug);
    }

    /** The states that the request is in, one after the other, and what is said of it in the last one. */
    void goesThrough(String ending, String... states) {
        this.ending = ending;
        this.states = states;
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(exchange.getRequestMethod() + " " + path);
        bodies.put(path, body);
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key"))
                .ifPresent(key -> keys.put(path, key));
        if (files.containsKey(path)) {
            send(exchange, 200, files.get(path));
        } else if (path.equals("/api/v1/cli")) {
            send(exchange, 200, "{\"issuer\": \"" + url() + "/realms/slipway\"}");
        } else if (path.endsWith("/token")) {
            send(exchange, 200, "{\"access_token\": \"" + TOKEN + "\", \"expires_in\": 60}");
        } else if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"title\": \"Not signed in\"}");
        } else {
            api(exchange, path.replaceFirst("^/api/v1/", ""));
        }
    }

    private void api(HttpExchange exchange, String path) throws IOException {
        boolean isPost = exchange.getRequestMethod().equals("POST");
        if (isPost && exchange.getRequestHeaders().getFirst("Idempotency-Key") == null) {
            send(exchange, 400, "{\"detail\": \"there is no Idempotency-Key\"}");
            return;
        }
        if (isPost && refusals.containsKey(path)) {
            String slug = refusals.get(path);
            send(exchange, 409, "{\"type\": \"/docs/problems#" + slug + "\", \"detail\": \"refused: " + slug + "\"}");
            return;
        }
        switch (path) {
            case "services" -> send(exchange, isPost ? 201 : 200, "{}");
            case "releases" -> {
                if (isPost) {
                    send(exchange, 201, "{\"id\": \"release-1\"}");
                } else {
                    boolean isOfOneVersion = exchange.getRequestURI().getQuery().contains("version=");
                    send(
                            exchange,
                            200,
                            JSON.createObjectNode()
                                    .set("items", isOfOneVersion ? releases : earlier)
                                    .toString());
                }
            }
            case "releases/release-1/evidence" -> send(exchange, 201, "{}");
            case "deployment-requests", "deployment-requests/request-1" ->
                send(exchange, isPost ? 201 : 200, request().toString());
            case "deployment-requests/request-1/steps" -> {
                position = Math.min(position + 1, states.length - 1);
                ObjectNode steps = JSON.createObjectNode().put("state", states[position]);
                steps.putArray("items")
                        .addObject()
                        .put("number", position)
                        .put("worker", "worker-1")
                        .put("text", "step " + position);
                send(exchange, 200, steps.toString());
            }
            default -> send(exchange, path.startsWith("archives/sha256:") ? 201 : 404, "{}");
        }
    }

    private ObjectNode request() throws IOException {
        ObjectNode request = JSON.createObjectNode()
                .put("id", "request-1")
                .put("releaseId", "release-1")
                .put("state", states[position]);
        if (position == states.length - 1) {
            request.setAll((ObjectNode) JSON.readTree(ending));
        }
        return request;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
