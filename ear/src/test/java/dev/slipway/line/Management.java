package dev.slipway.line;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The first worker's management, from inside. */
public final class Management {
    private Management() {}

    /** What is on record of every operation that changed something, oldest first. */
    public static List<JsonNode> auditLog() {
        Path log = Line.running().state().resolve("workers/worker-1/data/audit-log.log");
        try {
            return Files.readAllLines(log).stream().map(Management::entry).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line is the date, then JSON. */
    private static JsonNode entry(String line) {
        try {
            return new ObjectMapper().readTree(line.substring(line.indexOf('{')));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(line, e);
        }
    }

    /** Takes an archive off the worker, whether it runs or not. */
    public static Answer remove(String deployment) {
        return operate("""
                {"operation":"composite","address":[],"steps":[
                  {"operation":"undeploy","address":[{"deployment":"%1$s"}]},
                  {"operation":"remove","address":[{"deployment":"%1$s"}]}]}
                """.formatted(deployment));
    }

    /** Puts an archive on the worker, and starts it, as the line's pipeline does. */
    public static Answer deploy(String deployment, Path archive) {
        return operate("""
                {"operation":"composite","address":[],"operation-headers":{"rollback-on-runtime-failure":true},"steps":[
                  {"operation":"add","address":[{"deployment":"%1$s"}],"content":[{"url":"%2$s"}]},
                  {"operation":"deploy","address":[{"deployment":"%1$s"}]}]}
                """.formatted(deployment, archive.toUri()));
    }

    private static Answer operate(String operation) {
        Line line = Line.running();
        URI management = URI.create("http://127.0.0.1:" + line.port("SLIPWAY_MANAGEMENT_PORT") + "/management");
        HttpRequest request = HttpRequest.newBuilder(management)
                .header("Authorization", "Bearer " + Caller.pipeline().token())
                .header("Content-Type", "application/json")
                .header("X-Management-Client-Name", "slipway-tests")
                .POST(BodyPublishers.ofString(operation))
                .build();
        return Caller.join(
                line.http().sendAsync(request, BodyHandlers.ofString()).thenApply(Answer::of));
    }
}
