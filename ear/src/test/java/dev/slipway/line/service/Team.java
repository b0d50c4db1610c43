package dev.slipway.line.service;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Exchange;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** A team with an application of its own: it defines the service, and deploys to it, by the commands of the line. */
public final class Team {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Line LINE = Line.running();

    private final Caller admin;
    private final String service;
    private final Path folder;

    /**
     * A team with a service of this name.
     *
     * @param admin in whose name it is defined
     * @param folder where the files of its project are
     */
    public Team(Caller admin, String service, Path folder) {
        this.admin = admin;
        this.service = service;
        this.folder = folder;
    }

    /** The name of its service. */
    public String service() {
        return service;
    }

    /** Defines it, and waits until there are workers for it. */
    public Command.Result apply(String yaml) {
        Path file = folder.resolve(service + ".yml");
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return command("services", "apply", file.toString());
    }

    /** What the ledger says of its server group in production. */
    public JsonNode group() {
        for (JsonNode group : groups()) {
            if (group.path("environment").asText().equals("production")) {
                return group;
            }
        }
        throw new AssertionError("no server group of " + service);
    }

    private JsonNode groups() {
        return admin.get("/api/v1/server-groups?service=" + service).expect(200).path("items");
    }

    /** Deploys an archive, to production unless these words say otherwise. */
    public Command.Result deploy(Archive<?> archive, String version, String... words) {
        Path file = folder.resolve(service + "-" + version + ".war");
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return command(Stream.concat(
                        Stream.of("deploy", file.toString(), "--service", service, "--version", version),
                        Stream.of(words))
                .toArray(String[]::new));
    }

    /** Takes the service off the line, and its data. */
    public void remove() {
        command("services", "remove", service).expectSuccess();
        await().atMost(PATIENCE).until(this::isRemoved);
        command("services", "remove", service, "--data").expectSuccess();
    }

    private boolean isRemoved() {
        for (JsonNode group : groups()) {
            if (!group.path("state").asText().equals("removed")) {
                return false;
            }
        }
        return true;
    }

    /** The name of its first worker in production. */
    String worker() {
        return group().path("workers").path(0).path("name").asText();
    }

    /** Where that is managed, in a browser and by tools. */
    URI console() {
        return LINE.url("admin-" + worker());
    }

    /** Somebody who manages it, by a token that is got for its {@code console}, or for its {@code cli}. */
    Caller management(Realm.Person person, String kind) {
        String target = kind.equals("cli") ? "http://127.0.0.1:49152/callback" : console() + "/console/";
        return Caller.person(person, group().path("group").asText() + "." + kind, target);
    }

    /** A verb of the line in this team's name. */
    public Command.Result command(String... words) {
        return Command.slipway(words).with("SLIPWAY_TOKEN", admin.token()).run();
    }

    /** The same, with this file on standard input. */
    public Command.Result given(Path file, String... words) {
        return Command.slipway(words)
                .with("SLIPWAY_TOKEN", admin.token())
                .given(file)
                .run();
    }

    /** Asks the application, through httpd. */
    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).build());
    }

    /** Posts a form to the application, through httpd. */
    HttpResponse<String> post(String path, String form) {
        return send(request(path, "Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    /** Asks the application for anything, through httpd, and does not wait for the answer. */
    CompletableFuture<HttpResponse<String>> sendAsync(String path, UnaryOperator<HttpRequest.Builder> asked) {
        return Exchange.send(LINE.http(), asked.apply(request(path)).build(), BodyHandlers.ofString());
    }

    /** Asks the application for anything else, through httpd. */
    HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> asked) {
        return send(asked.apply(request(path)).build());
    }

    private static HttpRequest.Builder request(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private HttpRequest.Builder request(String path, String... headers) {
        return request(LINE.url(service).resolve(path), headers);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return Caller.join(Exchange.send(LINE.http(), request, BodyHandlers.ofString()));
    }
}
