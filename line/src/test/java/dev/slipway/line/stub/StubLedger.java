package dev.slipway.line.stub;

import dev.slipway.line.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A ledger that keeps what it is given, answers as the API does, and moves a request on by one turn of a script each time it is asked for news. */
public final class StubLedger extends Stub {
    private final State state;

    private StubLedger(State state) {
        super(state::answer);
        this.state = state;
    }

    /** Begins to listen. */
    public static StubLedger start() {
        return new StubLedger(new State());
    }

    /** What the gate says to the next request. */
    public StubLedger deciding(String decision, String... reasons) {
        state.decision = decision;
        state.reasons = List.of(reasons);
        return this;
    }

    /**
     * What comes next of a request.
     *
     * @param to its state
     * @param more further members of the request, as JSON
     * @param steps what the agent says, as {@code kind worker text}
     */
    public StubLedger then(String to, String more, String... steps) {
        state.turns.add(new Turn(to, more, List.of(steps)));
        return this;
    }

    /** What a list answers, by its path. */
    public StubLedger listing(String path, String... items) {
        state.lists.put(path, List.of(items));
        return this;
    }

    /** The server groups that there are; of several answers, each is given once, and the last one from then on. */
    public StubLedger groups(String... answers) {
        state.groups.clear();
        state.groups.addAll(List.of(answers));
        return this;
    }

    /** What a service is told in an environment: what {@code GET} answers there, with {@code ?version} where that is named. */
    public StubLedger configured(String environment, String version, String json) {
        state.configurations.put(environment + " " + version, State.read(json));
        return this;
    }

    /**
     * What a change of a configuration is answered with.
     *
     * @param isRunning whether a request comes of it
     */
    public StubLedger changing(String json, boolean isRunning) {
        state.changed = State.read(json);
        state.isChangeRunning = isRunning;
        return this;
    }

    /** The public key that secrets are sealed for; nothing where there is none. */
    public StubLedger sealingFor(String jwk) {
        state.key = jwk;
        return this;
    }

    /** The definition of a service, and its history. */
    public StubLedger defined(String json) {
        state.definitions.add(0, State.read(json));
        return this;
    }

    /** A member of a deployment request, or a value of {@code data}, that it does not know, as a ledger of an earlier release. */
    public StubLedger notKnowing(String member) {
        state.unknown = member;
        return this;
    }

    /** What a promotion without further words promotes. */
    public StubLedger promoting(String version, String from, String to, String digest) {
        state.promotion = Json.object()
                .with("version", version)
                .with("promotedFrom", from)
                .with("environment", to)
                .with("artifactDigest", digest);
        return this;
    }

    /** What a promotion would change. */
    public StubLedger previewing(String json) {
        state.preview = State.read(json);
        return this;
    }

    /** The freezes that were added. */
    public List<Json> frozen() {
        return state.frozen;
    }

    /** The names of those that were removed. */
    public List<String> thawed() {
        return state.thawed;
    }

    /** The archives that are kept. */
    public Set<String> archives() {
        return state.archives;
    }

    /** The bodies of the deployment requests that were made. */
    public List<Json> requested() {
        return state.requested;
    }

    /** The releases on record, as they were sent. */
    public List<Json> releases() {
        return List.copyOf(state.releases.values());
    }

    /** Only this token is taken. */
    public void accepting(String token) {
        state.token = token;
    }

    /** Says that people sign in there. */
    public void signingInAt(String issuer) {
        state.issuer = issuer;
    }

    /** Whether the agent is there. */
    public void agentPresent(boolean isPresent) {
        state.isAgentPresent = isPresent;
    }

    /** The parts of a sync that the agent has asked for, each with the steps that it has told, as {@code kind worker text}. */
    public StubLedger part(String json, String... steps) {
        state.parts.put(State.read(json), List.of(steps));
        return this;
    }

    /** A request that is there already. */
    public void open(String json) {
        state.open.add(Json.object());
        state.request = State.read(json);
    }

    private record Turn(String to, String more, List<String> steps) {}

    private static final class State {
        private String decision = "allowed";
        private List<String> reasons = List.of();
        private final Deque<Turn> turns = new ArrayDeque<>();
        private final Map<String, List<String>> lists = new HashMap<>(Map.of(
                "environments",
                List.of(
                        "{\"name\":\"staging\",\"title\":\"Staging\",\"rank\":50}",
                        "{\"name\":\"production\",\"title\":\"Production\",\"rank\":100}")));
        private final Map<String, Json> services = new LinkedHashMap<>();
        private final Map<String, Json> releases = new LinkedHashMap<>();
        private final Deque<String> groups = new ArrayDeque<>();
        private final List<Json> definitions = new ArrayList<>();
        private final Set<String> archives = new HashSet<>();
        private final Set<String> evidence = new HashSet<>();
        private final List<Json> requested = new ArrayList<>();
        private final List<Json> open = new ArrayList<>();
        private final List<Json> steps = new ArrayList<>();
        private final Map<Json, List<String>> parts = new LinkedHashMap<>();
        private final List<Json> frozen = new ArrayList<>();
        private final List<String> thawed = new ArrayList<>();
        private @Nullable Json promotion;
        private @Nullable Json preview;
        private final Map<String, Json> configurations = new HashMap<>();
        private Json changed = Json.object();
        private boolean isChangeRunning;
        private String key = "";
        private String unknown = "";
        private @Nullable Json request;
        private @Nullable String token;
        private String issuer = "";
        private boolean isAgentPresent = true;

        private Reply answer(Received received) {
            String path = received.path().substring("/api/v1/".length());
            if (path.equals("cli")) {
                return ok(Json.object().with("issuer", issuer).with("clientId", "cli"));
            }
            if (token != null && !("Bearer " + token).equals(received.headers().get("Authorization"))) {
                return problem(401, "unauthenticated", "The token is not valid.");
            }
            String[] parts = path.split("/");
            return switch (parts[0]) {
                case "me" ->
                    ok(Json.object()
                            .with("name", "bob")
                            .with("roles", List.of("viewer", "deployer"))
                            .with("deploys", List.of("shop")));
                case "services" -> services(received, parts);
                case "environments" -> parts.length > 2 ? freeze(received, parts) : list(path);
                case "server-groups" -> groups();
                case "configuration-key" ->
                    key.isEmpty()
                            ? problem(404, "not-found", "The line's public key has not been reported yet.")
                            : Reply.of(200, key);
                case "releases" -> parts.length > 1 ? evidence(received) : releases(received);
                case "archives" -> archive(received, parts[1]);
                case "deployment-requests" -> requests(received, parts);
                case "agent" -> ok(Json.object().with("isPresent", isAgentPresent));
                case "gate" ->
                    ok(Json.object()
                            .with("decision", decision)
                            .withAll(
                                    "reasons",
                                    reasons.stream().map(State::reason).toList()));
                case "deployments" ->
                    parts.length > 1
                            ? ok(
                                    read(
                                            "{\"service\":\"shop\",\"environment\":\"production\",\"operation\":\"deploy\",\"channel\":\"cli\",\"actor\":\"bob\",\"startedAt\":\"2026-11-26T10:00:00Z\",\"finishedAt\":\"2026-11-26T10:00:05Z\",\"workers\":[\"worker-1\",\"worker-2\"]}"))
                            : list(received.query().containsKey("live") ? "live" : "deployments");
                case "syncs" ->
                    received.method().equals("POST") && !lists.containsKey("syncs")
                            ? problem(409, "sync-exists", "There is one.")
                            : parts.length > 1 || received.method().equals("POST")
                                    ? sync(received)
                                    : list("open-syncs");
                default -> list(path);
            };
        }

        /** The next of the states that the list says. */
        private Reply sync(Received received) {
            List<String> left = lists.getOrDefault("syncs", List.of());
            String next = left.get(0);
            if (left.size() > 1) {
                lists.put("syncs", left.subList(1, left.size()));
            }
            return Reply.of(received.method().equals("POST") ? 201 : 200, next);
        }

        private Reply groups() {
            String answer = groups.size() > 1 ? groups.remove() : groups.peek();
            return Reply.of(200, "{\"items\":[" + (answer == null ? "" : answer) + "]}");
        }

        private Reply configuration(Received received, String[] parts) {
            if (parts.length > 5) {
                return list("configurations");
            }
            if (received.method().equals("GET")) {
                Json found =
                        configurations.get(parts[3] + " " + received.query().getOrDefault("version", ""));
                return found == null ? problem(404, "not-found", "There is none.") : ok(found);
            }
            if (isChangeRunning) {
                Json created = Json.object()
                        .with("id", "request-1")
                        .with("service", parts[1])
                        .with("version", "1.4")
                        .with("environment", parts[3])
                        .with("isForAgent", true)
                        .with("kind", "configure")
                        .with("configurationVersion", changed.number("version", 0))
                        .with("releaseId", "release-1")
                        .with("actor", "bob")
                        .with("state", decision)
                        .withAll("reasons", reasons.stream().map(State::reason).toList());
                request = created;
                open.add(created);
                changed.with("request", created);
            }
            return ok(changed);
        }

        private Reply definition(Received received, String[] parts) {
            if (received.method().equals("PUT")) {
                Json created = Json.object()
                        .with("service", parts[1])
                        .with("version", definitions.size() + 1)
                        .with("operation", "applied")
                        .with("yaml", received.body())
                        .with("changes", List.of("environments.production: none → 2 workers"));
                if (!received.query().containsKey("dryRun")) {
                    definitions.add(0, created);
                }
                return ok(created);
            }
            if (parts[2].equals("definitions")) {
                return ok(Json.object().withAll("items", definitions));
            }
            if (definitions.isEmpty()) {
                return problem(404, "not-found", "There is none.");
            }
            if (unknown.equals(received.query().get("data"))) {
                return invalid("data", "must be keep or drop");
            }
            return ok(
                    received.method().equals("GET")
                            ? definitions.get(0)
                            : Json.object()
                                    .with("service", parts[1])
                                    .with("version", definitions.size() + 1)
                                    .with("operation", "removed")
                                    .with("changes", List.of("environments.production: 2 workers → none")));
        }

        private Reply promotion(Received received, String[] parts) {
            if (parts.length > 3 && preview != null) {
                return ok(preview);
            }
            Json known = promotion;
            if (known == null) {
                return problem(
                        409, "nothing-to-promote", "staging runs nothing of shop. Deploy a release there first.");
            }
            Json body = read(received.body());
            return request(body.with("service", parts[1])
                    .with("version", known.text("version"))
                    .with("environment", known.text("environment"))
                    .with("artifactDigest", known.text("artifactDigest"))
                    .with("promotedFrom", known.text("promotedFrom"))
                    .with("isForAgent", true));
        }

        private Reply freeze(Received received, String[] parts) {
            if (received.method().equals("DELETE")) {
                thawed.add(parts[3]);
                return ok(Json.object().with("version", 5));
            }
            frozen.add(read(received.body()));
            return ok(Json.object().with("version", 4));
        }

        private Reply services(Received received, String[] parts) {
            if (parts.length > 2 && parts[2].equals("promotions")) {
                return promotion(received, parts);
            }
            if (parts.length > 4) {
                return configuration(received, parts);
            }
            if (parts.length > 2) {
                return definition(received, parts);
            }
            if (parts.length > 1) {
                Json known = services.get(parts[1]);
                return known == null ? problem(404, "not-found", "There is none.") : ok(known);
            }
            if (received.method().equals("GET")) {
                return ok(Json.object().withAll("items", List.copyOf(services.values())));
            }
            Json created = read(received.body());
            services.put(created.text("name"), created);
            return Reply.of(201, created.toString());
        }

        private Reply releases(Received received) {
            if (received.method().equals("GET")) {
                String version = received.query().get("version");
                return ok(Json.object()
                        .withAll(
                                "items",
                                releases.values().stream()
                                        .filter(one -> version == null
                                                || one.text("version").equals(version))
                                        .toList()));
            }
            Json created = read(received.body());
            String id = created.text("service") + "-" + created.text("version");
            if (releases.containsKey(id)) {
                return problem(409, "release-exists", "It is there.");
            }
            releases.put(id, created.with("id", id));
            return Reply.of(201, created.toString());
        }

        private Reply evidence(Received received) {
            String name = received.query().get("name");
            if (!evidence.add(name + received.body().hashCode())) {
                return problem(409, "evidence-exists", "The file is already attached.");
            }
            boolean isFailed = received.body().contains("<failure");
            return Reply.of(
                    201,
                    Json.object()
                            .with("name", name)
                            .with("kind", received.query().get("kind"))
                            .with("verdict", isFailed ? "failed" : "passed")
                            .with(
                                    "summary",
                                    read("{\"tests\":2,\"passed\":1,\"failed\":1,\"errored\":0,\"components\":7}"))
                            .toString());
        }

        private Reply archive(Received received, String digest) {
            if (received.method().equals("HEAD")) {
                return Reply.of(archives.contains(digest) ? 200 : 404, "");
            }
            if (releases.values().stream()
                    .noneMatch(one -> one.text("artifactDigest").equals(digest))) {
                return problem(422, "digest-differs", "No release has it.");
            }
            return Reply.of(archives.add(digest) ? 201 : 204, "");
        }

        private Reply requests(Received received, String[] parts) {
            if (parts.length == 1 && received.method().equals("POST")) {
                return request(read(received.body()));
            }
            if (parts.length > 1
                    && this.parts.keySet().stream()
                            .anyMatch(part -> part.text("id").equals(parts[1]))) {
                return part(parts);
            }
            if (parts.length == 1 && !received.query().containsKey("state")) {
                return ok(Json.object().withAll("items", List.copyOf(this.parts.keySet())));
            }
            if (parts.length == 1) {
                boolean isWanted = request != null
                        && request.text("state").equals(received.query().get("state"));
                return ok(Json.object().withAll("items", isWanted ? List.of(request) : List.of()));
            }
            if (parts.length == 3 && parts[2].equals("withdrawal")) {
                open.clear();
                request = null;
                return ok(Json.object());
            }
            if (request == null) {
                return problem(404, "not-found", "There is none.");
            }
            if (!received.query().getOrDefault("wait", "0").matches("[12]?[0-9]|30")
                    || !received.query()
                            .getOrDefault("state", "done")
                            .matches("waiting|allowed|running|refused|withdrawn|done")) {
                return problem(400, "invalid-request", "The request is not valid.");
            }
            if (parts.length == 3) {
                turn();
                long after = Long.parseLong(received.query().getOrDefault("after", "0"));
                return ok(Json.object()
                        .with("state", request.text("state"))
                        .withAll(
                                "items",
                                steps.stream()
                                        .filter(step -> step.number("number", 0) > after)
                                        .toList()));
            }
            return ok(request);
        }

        private Reply part(String[] path) {
            Json part = parts.keySet().stream()
                    .filter(one -> one.text("id").equals(path[1]))
                    .findFirst()
                    .orElseThrow();
            if (path.length == 2) {
                return ok(part);
            }
            List<Json> told = new ArrayList<>();
            parts.getOrDefault(part, List.of()).forEach(step -> told.add(step(told.size() + 1, step)));
            return ok(Json.object().with("state", part.text("state")).withAll("items", told));
        }

        private static Json step(int number, String text) {
            String[] words = text.split(" ", 3);
            return Json.object()
                    .with("number", number)
                    .with("at", "2026-11-26T10:00:00Z")
                    .with("kind", words[0])
                    .with("worker", words[1].equals("-") ? null : words[1])
                    .with("text", words[2]);
        }

        private Reply request(Json body) {
            requested.add(body);
            if (body.has(unknown)) {
                return invalid(unknown, "is not a member of this request");
            }
            boolean isConfiguring = request != null && request.find("kind").equals(Optional.of("configure"));
            if (!open.isEmpty() && request != null && !isConfiguring) {
                return body.is("isForAgent") && request.is("isForAgent")
                        ? ok(request)
                        : problem(409, "request-exists", "There is an open one.");
            }
            if (body.is("isForAgent") && !archives.contains(body.text("artifactDigest"))) {
                return problem(422, "archive-missing", "Upload it by PUT archives/DIGEST.");
            }
            request = body.with("id", "request-1")
                    .with("releaseId", "release-1")
                    .with("actor", "bob")
                    .with("state", decision)
                    .withAll("reasons", reasons.stream().map(State::reason).toList());
            open.add(request);
            return Reply.of(201, request.toString());
        }

        private static Reply invalid(String field, String detail) {
            Json violation = Json.object().with("field", field).with("detail", detail);
            return Reply.of(
                    400,
                    Json.object()
                            .with("type", "/docs/problems#invalid-request")
                            .with("title", "The request is not valid")
                            .with("status", 400)
                            .withAll("errors", List.of(violation))
                            .toString());
        }

        private void turn() {
            Turn turn = turns.poll();
            Json at = request;
            if (turn == null || at == null) {
                return;
            }
            at.with("state", turn.to());
            if (!turn.to().equals("waiting")) {
                at.withAll("reasons", List.of());
            }
            Json more = read(turn.more());
            for (String member : List.of("outcome", "failure", "deploymentId", "silentSince")) {
                more.find(member).ifPresent(value -> at.with(member, value));
            }
            for (String member : List.of("reasons", "approvals")) {
                if (!more.items(member).isEmpty()) {
                    at.withAll(member, more.items(member));
                }
            }
            turn.steps().forEach(step -> steps.add(step(steps.size() + 1, step)));
        }

        private Reply list(String path) {
            return ok(Json.object()
                    .withAll(
                            "items",
                            lists.getOrDefault(path, List.of()).stream()
                                    .map(State::read)
                                    .toList()));
        }

        private static Json reason(String detail) {
            return Json.object().with("code", "approval-missing").with("detail", detail);
        }

        private static Reply ok(Json json) {
            return Reply.of(200, json.toString());
        }

        private static Reply problem(int status, String slug, String detail) {
            return Reply.of(
                    status,
                    Json.object()
                            .with("type", "/docs/problems#" + slug)
                            .with("title", slug)
                            .with("status", status)
                            .with("detail", detail)
                            .toString());
        }

        private static Json read(String text) {
            try {
                return Json.read(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }
    }
}
