package dev.slipway.line.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.slipway.line.Caller;
import dev.slipway.line.Digest;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A service with an environment of its own, that a test makes a history for; all of it is gone when the class is over. */
final class Shop implements AutoCloseable {
    /** Two for each shop, and those of no other test: whatever others are there, the second environment comes right after the first. */
    private static final AtomicInteger RANKS = new AtomicInteger(61);

    private final int rank = RANKS.getAndAdd(2);
    private final Scratch scratch = new Scratch();
    private final Caller caller;
    private final String service;
    private final String environment;

    /** The caller is an admin and a deployer. */
    Shop(Caller caller) {
        this.caller = caller;
        service = scratch.service(caller);
        environment = scratch.name();
        caller.post("/api/v1/environments", Map.of("name", environment, "title", "Test " + environment, "rank", rank))
                .expect(201);
    }

    String service() {
        return service;
    }

    String environment() {
        return environment;
    }

    /** Records a release with two commits. */
    JsonNode release(String version) {
        Instant merged = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
        return caller.post(
                        "/api/v1/releases",
                        Map.of(
                                "service",
                                service,
                                "version",
                                version,
                                "commit",
                                hex(20),
                                "artifactDigest",
                                "sha256:" + hex(32),
                                "mergedAt",
                                merged.toString(),
                                "commits",
                                List.of(
                                        commit("Show prices by currency", merged),
                                        commit("Say where it failed", merged))))
                .expect(201);
    }

    /** Records a release whose archive the ledger keeps. */
    JsonNode archived(String version) {
        byte[] archive = (service + " " + version).getBytes(StandardCharsets.UTF_8);
        String digest = Digest.of(archive);
        JsonNode release = caller.post(
                        "/api/v1/releases", Map.of("service", service, "version", version, "artifactDigest", digest))
                .expect(201);
        caller.send(
                        "PUT",
                        "/api/v1/archives/" + digest,
                        BodyPublishers.ofByteArray(archive),
                        "Content-Type",
                        "application/octet-stream")
                .expect(201);
        return release;
    }

    /** Asks for a release to be deployed by the agent, with more members than it needs. */
    JsonNode request(JsonNode release, Map<String, Object> more) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("service", service);
        request.put("version", release.path("version").asText());
        request.put("environment", environment);
        request.put("artifactDigest", release.path("artifactDigest").asText());
        request.put("isForAgent", true);
        request.putAll(more);
        return caller.post("/api/v1/deployment-requests", request).expect(201);
    }

    /** Gives the service a server group in its environment. */
    void define() {
        caller.send(
                        "PUT",
                        "/api/v1/services/" + service + "/definition",
                        BodyPublishers.ofString(
                                "service: %s\nenvironments:\n  %s: {workers: 1}\n".formatted(service, environment)),
                        "Content-Type",
                        "application/yaml")
                .expect(200);
    }

    /** Another environment, for what was in this one. */
    String environmentAfter(String title) {
        String name = scratch.name();
        caller.post("/api/v1/environments", Map.of("name", name, "title", title + " " + name, "rank", rank + 1))
                .expect(201);
        return name;
    }

    /** Says how many approvals a release needs. */
    void policy(int approvals) {
        policy(environment, approvals);
    }

    /** Says how many approvals a release needs in an environment. */
    void policy(String environment, int approvals) {
        String path = "/api/v1/environments/" + environment + "/policy";
        Map<String, Object> policy = Map.of(
                "requiredEvidence", List.of(), "approvals", approvals, "isFourEyes", false, "freezes", List.of());
        caller.put(path, policy, "If-Match", caller.get(path).header("ETag")).expect(200);
    }

    /** Records a deployment of a release, with more members than it needs. */
    JsonNode deployment(String version, Map<String, Object> more) {
        Instant finished = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("service", service);
        request.put("version", version);
        request.put("environment", environment);
        request.put("channel", "pipeline");
        request.put("startedAt", finished.minusSeconds(12).toString());
        request.put("finishedAt", finished.toString());
        request.put("outcome", "succeeded");
        request.putAll(more);
        return caller.post("/api/v1/deployments", request).expect(201);
    }

    /** Has a release live from now on, whatever ran before. */
    void live(String version) {
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        deployment(version, Map.of("startedAt", now, "finishedAt", now));
    }

    /**
     * Has a page list what is of this environment alone, whatever others are there: of what needs attention, the ledger's first page shows
     * five of each kind.
     *
     * @param resource {@code deployment-requests}, {@code drifts} or {@code locks}, which can be filtered by environment
     */
    void narrow(Page page, String resource) {
        page.route(
                Pattern.compile("/api/v1/" + resource + "\\?"),
                route -> route.resume(
                        new Route.ResumeOptions().setUrl(route.request().url() + "&environment=" + environment)));
    }

    /** Has a page know of no environment but this one: that of a release asks the gate of each, and shows none before all have answered. */
    void narrowEnvironments(Page page) {
        String items = """
                {"items": [{"name": "%1$s", "title": "Test %1$s", "rank": %2$d}]}""".formatted(environment, rank);
        page.route(
                Pattern.compile("/api/v1/environments\\?"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(items)));
    }

    /** Ends every request and lock that a test has left in its environment, and asks for no approvals. */
    void leaveNothingOpen(TestAgent agent) {
        policy(0);
        caller.get("/api/v1/deployment-requests?limit=100&environment=" + environment)
                .expect(200)
                .path("items")
                .forEach(request -> end(request, agent));
        caller.get("/api/v1/locks?environment=" + environment)
                .items("id")
                .forEach(lock -> caller.delete("/api/v1/locks/" + lock));
    }

    private void end(JsonNode request, TestAgent agent) {
        String state = request.path("state").asText();
        if (state.equals("running")) {
            agent.fail("Left by a test");
        } else if (state.equals("waiting") || state.equals("allowed")) {
            caller.post(
                            "/api/v1/deployment-requests/" + request.path("id").asText() + "/withdrawal",
                            Map.of("comment", "Left by a test."))
                    .expect(200);
        }
    }

    /** The caller who keeps this history. */
    Caller caller() {
        return caller;
    }

    private static Map<String, Object> commit(String title, Instant at) {
        return Map.of("sha", hex(20), "title", title, "author", "Alice", "committedAt", at.toString());
    }

    private static String hex(int bytes) {
        ByteBuffer random = ByteBuffer.allocate(bytes);
        while (random.hasRemaining()) {
            random.put((byte) ThreadLocalRandom.current().nextInt());
        }
        return HexFormat.of().formatHex(random.array());
    }

    @Override
    public void close() {
        scratch.close();
    }
}
