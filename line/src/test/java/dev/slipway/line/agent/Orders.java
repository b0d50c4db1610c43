package dev.slipway.line.agent;

import dev.slipway.line.http.Json;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A ledger as the agent sees it: work that is claimed, archives, steps and results. */
public final class Orders {
    /** What is to be done; what was claimed comes first, until its result is there. */
    public final Deque<Json> waiting = new ArrayDeque<>();

    public final Map<String, String> archives = new HashMap<>();
    public final Map<Long, String> steps = new TreeMap<>();
    public final Map<String, Json> results = new TreeMap<>();
    public final List<Json> rehearsals = new ArrayList<>();

    /** Whether it keeps what a rehearsal has shown. */
    public boolean takesRehearsals = true;

    /** Whether it takes steps. */
    public boolean takesSteps = true;

    /** Whether it takes results of what succeeded. */
    public boolean takesSuccess = true;

    public final Map<String, Json> syncs = new TreeMap<>();
    public final List<Json> recorded = new ArrayList<>();
    public final List<Json> history = new ArrayList<>();

    /** What a request of a sync is answered with. */
    public String decision = "running";

    /** Why the requests that there are were given up; null where they were not. */
    @Nullable
    public String givenUp;

    /** Whether somebody else has the locks. */
    public boolean isLocked;

    /** Whether somebody else gets the lock right after a claim. */
    public boolean isLostAtOnce;

    /** Whether it answers by what stands before it that it does not answer. */
    public boolean isAway;

    /** The server groups that are wanted; null where the ledger is too old to know of any. */
    @Nullable
    public List<Json> groups;

    /** What was said of each: SERVICE/ENVIRONMENT. */
    public final Map<String, Json> states = new TreeMap<>();

    /** What was last said of each restart. */
    public final Map<String, Json> restarts = new TreeMap<>();

    /** By environment. */
    private final Map<String, Json> running = new HashMap<>();

    /** A claim to deploy version 2.0 of the shop. */
    public static Json deployment(String id, String environment, String digest) {
        return Json.object()
                .with("kind", "deployment")
                .with("id", id)
                .with("environment", environment)
                .with("lockId", "lock")
                .with("service", "shop")
                .with("version", "2.0")
                .with("artifactDigest", digest)
                .with("probeSeconds", 1);
    }

    /** What the ledger answers of what it does not know. */
    public static Stub.Reply unknown() {
        return Stub.Reply.of(
                404,
                Json.object()
                        .with("type", "/docs/problems#not-found")
                        .with("detail", "There is nothing at this address.")
                        .toString());
    }

    /** Nothing here is ever busy, so this is as good as several requests at a time. */
    public synchronized Stub.Reply answer(Stub.Received request) {
        if (isAway) {
            return Stub.Reply.of(503, "");
        }
        String[] parts = request.path().substring("/api/v1/".length()).split("/");
        return switch (parts[0]) {
            case "agent" ->
                switch (parts[1]) {
                    case "configuration-key" -> Stub.Reply.of(204, "");
                    case "claims" -> claim(json(request));
                    case "restarts" -> restart(parts[2], json(request));
                    default -> group(request, parts);
                };
            case "locks" -> isLocked ? unknown() : Stub.Reply.of(200, "{\"id\":\"" + parts[1] + "\"}");
            case "archives" -> archive(request, parts[1]);
            case "deployment-requests" -> request(request, parts);
            case "syncs" -> {
                end(parts[1]);
                syncs.put(parts[1], json(request));
                yield Stub.Reply.of(200, "{}");
            }
            case "server-groups" -> restart(parts[parts.length - 1]);
            case "services" -> Stub.Reply.of(request.method().equals("GET") ? 404 : 201, "{}");
            case "releases" -> release(request);
            case "deployments" -> deployment(request);
            default -> Stub.Reply.of(404, "{}");
        };
    }

    private Stub.Reply restart(String id) {
        return Stub.Reply.of(
                200,
                Json.object()
                        .with("id", id)
                        .with("state", givenUp == null ? "running" : "failed")
                        .with("detail", givenUp)
                        .withAll("steps", List.of())
                        .toString());
    }

    private Stub.Reply restart(String id, Json report) {
        restarts.put(id, report);
        if (!report.text("state").equals("running")) {
            end(id);
        }
        return Stub.Reply.of(200, "{}");
    }

    private void end(String id) {
        running.values().removeIf(task -> task.text("id").equals(id));
    }

    private Stub.Reply group(Stub.Received request, String[] parts) {
        if (groups == null) {
            return Stub.Reply.of(404, "{}");
        }
        if (request.method().equals("PUT")) {
            states.put(parts[2] + "/" + parts[3], json(request));
            return Stub.Reply.of(204, "");
        }
        return Stub.Reply.of(200, Json.object().withAll("groups", groups).toString());
    }

    private Stub.Reply claim(Json request) {
        if (isLocked) {
            return Stub.Reply.of(204, "");
        }
        String environment = request.text("environment");
        Json begun = givenUp == null ? running.get(environment) : null;
        if (begun != null) {
            return Stub.Reply.of(200, begun.with("isResumed", true).toString());
        }
        if (request.has("resume")) {
            return Stub.Reply.of(204, "");
        }
        Optional<Json> next = waiting.stream()
                .filter(task -> task.text("environment").equals(environment))
                .findFirst();
        running.remove(environment);
        next.ifPresent(task -> {
            waiting.remove(task);
            running.put(environment, task);
            isLocked = isLostAtOnce;
        });
        return next.map(task -> Stub.Reply.of(200, task.with("isResumed", false).toString()))
                .orElseGet(() -> Stub.Reply.of(204, ""));
    }

    private Stub.Reply archive(Stub.Received request, String digest) {
        if (request.method().equals("PUT")) {
            archives.put(digest, request.body());
            return Stub.Reply.of(201, "");
        }
        String archive = archives.get(digest);
        return archive == null ? Stub.Reply.of(404, "{}") : Stub.Reply.of(200, archive);
    }

    private Stub.Reply request(Stub.Received request, String[] parts) {
        Json json = json(request);
        if (parts.length == 1) {
            recorded.add(json);
            return Stub.Reply.of(
                    201,
                    json.with("id", "part")
                            .with("releaseId", "r")
                            .with("actor", "alice")
                            .with("state", decision)
                            .withAll(
                                    "reasons",
                                    decision.equals("running")
                                            ? List.of()
                                            : List.of(Json.object()
                                                    .with("code", "freeze")
                                                    .with("detail", "It is frozen.")))
                            .toString());
        }
        if (parts.length == 2) {
            return Stub.Reply.of(
                    200,
                    json.with("id", parts[1])
                            .with("service", "shop")
                            .with("version", "2.0")
                            .with("releaseId", "r")
                            .with("environment", "production")
                            .with("actor", "alice")
                            .with("state", givenUp == null ? "running" : "done")
                            .with("outcome", givenUp == null ? null : "failed")
                            .with("failure", givenUp)
                            .toString());
        }
        if (parts[2].equals("rehearsal") && givenUp == null) {
            rehearsals.add(json);
            return takesRehearsals
                    ? Stub.Reply.of(200, "{}")
                    : Stub.Reply.of(422, "{\"detail\":\"It is no test result.\"}");
        }
        if (parts[2].equals("steps") && !takesSteps) {
            return Stub.Reply.of(400, "{\"detail\":\"A step is too long.\"}");
        }
        if (parts[2].equals("steps")) {
            json.items("items").forEach(step -> steps.putIfAbsent(step.number("number", 0), step.text("text")));
            return Stub.Reply.of(204, "");
        }
        if (givenUp != null) {
            return Stub.Reply.of(
                    409,
                    Json.object()
                            .with("type", "/docs/problems#request-closed")
                            .with("detail", "It has ended. " + givenUp)
                            .toString());
        }
        if (!takesSuccess && json.text("outcome").equals("succeeded")) {
            return Stub.Reply.of(400, "{\"detail\":\"It ended too late.\"}");
        }
        results.put(parts[1], json);
        end(parts[1]);
        return Stub.Reply.of(200, "{}");
    }

    private Stub.Reply release(Stub.Received request) {
        if (request.method().equals("GET")) {
            return Stub.Reply.of(200, "{\"items\":[]}");
        }
        recorded.add(json(request));
        return Stub.Reply.of(201, json(request).with("id", "r").toString());
    }

    private Stub.Reply deployment(Stub.Received request) {
        if (request.method().equals("GET")) {
            String service = request.query().get("service");
            List<Json> found = history.stream()
                    .filter(one -> service == null || one.text("service").equals(service))
                    .toList();
            return Stub.Reply.of(200, Json.object().withAll("items", found).toString());
        }
        recorded.add(json(request));
        return Stub.Reply.of(201, "{}");
    }

    private static Json json(Stub.Received request) {
        try {
            return request.body().isEmpty()
                    ? Json.object()
                    : Json.read(request.body().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
