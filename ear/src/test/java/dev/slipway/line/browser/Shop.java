package dev.slipway.line.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Scratch;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A service with an environment of its own, that a test makes a history for; all of it is gone when the class is over. */
final class Shop implements AutoCloseable {
    private final Scratch scratch = new Scratch();
    private final Caller caller;
    private final String service;
    private final String environment;

    /** The caller is an admin and a deployer. */
    Shop(Caller caller) {
        this.caller = caller;
        service = scratch.service(caller);
        environment = scratch.name();
        caller.post("/api/v1/environments", Map.of("name", environment, "title", "Test " + environment, "rank", 50))
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
    public void close() throws SQLException {
        scratch.close();
    }
}
