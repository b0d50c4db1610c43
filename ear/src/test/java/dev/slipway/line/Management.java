package dev.slipway.line;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The management of the workers, of the first one where it is not said, from inside. */
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
        return remove(1, deployment);
    }

    /** Takes an archive off every worker that has it. */
    public static void removeEverywhere(String deployment) {
        int workers = Integer.parseInt(Line.running().setting("SLIPWAY_WORKERS"));
        for (int worker = 1; worker <= workers; worker++) {
            remove(worker, deployment);
        }
    }

    /** Takes an archive off one of the workers, counted from 1, whether it runs or not. */
    public static Answer remove(int worker, String deployment) {
        return operate(worker, """
                {"operation":"composite","address":[],"steps":[
                  {"operation":"undeploy","address":[{"deployment":"%1$s"}]},
                  {"operation":"remove","address":[{"deployment":"%1$s"}]}]}
                """.formatted(deployment));
    }

    /** Asks the worker, as this caller, for the whole of an archive. */
    public static Answer readContent(Caller caller, String deployment) {
        String operation = """
                {"operation":"read-content","address":[{"deployment":"%s"}]}""".formatted(deployment);
        return send(caller, 1, "/management", "application/json", BodyPublishers.ofString(operation));
    }

    /** Puts an archive on the worker, and starts it, as the line's pipeline does. */
    public static Answer deploy(String deployment, Path archive) {
        return deploy(Caller.pipeline(), deployment, archive);
    }

    /** The same, as this caller. */
    public static Answer deploy(Caller caller, String deployment, Path archive) {
        return deploy(caller, 1, deployment, archive);
    }

    /** The same on one of the workers, counted from 1. */
    public static Answer deploy(Caller caller, int worker, String deployment, Path archive) {
        String operation = """
                {"operation":"composite","address":[],"operation-headers":{"rollback-on-runtime-failure":true},"steps":[
                  {"operation":"add","address":[{"deployment":"%1$s"}],"content":[{"input-stream-index":0}]},
                  {"operation":"deploy","address":[{"deployment":"%1$s"}]}]}
                """.formatted(deployment);
        return upload(caller, worker, operation, archive);
    }

    /** Puts an archive in the place of what the worker has by that name, as the line's pipeline does. */
    public static Answer replace(String deployment, Path archive) {
        String operation = """
                {"operation":"full-replace-deployment","address":[],"operation-headers":{"rollback-on-runtime-failure":true},
                 "name":"%s","content":[{"input-stream-index":0}]}
                """.formatted(deployment);
        return upload(Caller.pipeline(), 1, operation, archive);
    }

    private static Answer upload(Caller caller, int worker, String operation, Path archive) {
        String boundary = "slipway-" + UUID.randomUUID();
        try {
            return send(
                    caller,
                    worker,
                    "/management-upload",
                    "multipart/form-data; boundary=" + boundary,
                    BodyPublishers.concat(
                            BodyPublishers.ofString(part(boundary, "operation", "application/json")
                                    + operation
                                    + part(boundary, "archive\"; filename=\"archive", "application/octet-stream")),
                            BodyPublishers.ofFile(archive),
                            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")));
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String part(String boundary, String name, String type) {
        return "\r\n--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                .formatted(boundary, name, type);
    }

    /** Has one of the workers, counted from 1, carry out an operation, as the line's pipeline does. */
    public static Answer operate(int worker, String operation) {
        return send(Caller.pipeline(), worker, "/management", "application/json", BodyPublishers.ofString(operation));
    }

    private static Answer send(Caller caller, int worker, String path, String type, BodyPublisher body) {
        Line line = Line.running();
        URI management = URI.create("http://127.0.0.1:" + line.managementPort(worker) + path);
        HttpRequest request = HttpRequest.newBuilder(management)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + caller.token())
                .header("Content-Type", type)
                .header("X-Management-Client-Name", "slipway-tests")
                .POST(body)
                .build();
        return Caller.join(
                line.http().sendAsync(request, BodyHandlers.ofString()).thenApply(Answer::of));
    }
}
