package dev.slipway.line.gitlab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * GitLab's API as its documentation has it, as far as the bootstrap uses it, with a Git repository behind.
 *
 * <p>It is stricter than GitLab, which passes over parameters that it does not know: here they are a fault, as is whatever else
 * the documentation does not have.
 */
final class GitlabStub implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> VARIABLE =
            words("value description environment_scope masked masked_and_hidden protected raw variable_type key");

    /** docs: ci/variables, "Mask a CI/CD variable". */
    private static final Pattern MASKABLE = Pattern.compile("\\S{8,}");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final GitBackend git;
    private final String token;
    private final List<Operation> operations = new ArrayList<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final ObjectNode settings = object("""
            {"signup_enabled": true, "disable_password_authentication_for_users_with_sso_identities": false,
             "password_authentication_enabled_for_git": true, "enabled_git_access_protocol": null,
             "outbound_local_requests_whitelist": ["mail.example.org"], "allow_runner_registration_token": true,
             "auto_devops_enabled": true, "gravatar_enabled": true, "usage_ping_enabled": true,
             "prometheus_metrics_enabled": true, "shared_runners_enabled": true, "max_artifacts_size": 100,
             "after_sign_out_path": null}
            """);
    private final Map<String, ObjectNode> single = new TreeMap<>();
    private final Map<String, ObjectNode> variables = new TreeMap<>();
    private final Map<Integer, ObjectNode> hooks = new TreeMap<>();
    private final Map<Integer, ObjectNode> runners = new LinkedHashMap<>();
    private final List<String> runnerTokens = new CopyOnWriteArrayList<>();
    private int lastId = 100;
    private int requestsUntilUp;
    private List<String> scopes = List.of("api", "create_runner", "write_repository");

    GitlabStub(String token, Path repository) {
        this.token = token;
        this.git = new GitBackend(repository);
        describe();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was asked for that changes something, in order; forgotten then. */
    List<String> changes() {
        List<String> said = List.copyOf(changes);
        changes.clear();
        return said;
    }

    /** What the documentation does not have. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** The tokens that it has given to runners. */
    List<String> runnerTokens() {
        return List.copyOf(runnerTokens);
    }

    synchronized List<Integer> runners() {
        return List.copyOf(runners.keySet());
    }

    synchronized void forgetRunnerToken() {
        runners.values().forEach(runner -> runner.put("token", "glrt-another"));
    }

    /** As GitLab does while it starts. */
    synchronized void startSlowly(int requests) {
        requestsUntilUp = requests;
    }

    synchronized void narrowToken(String... scopes) {
        this.scopes = List.of(scopes);
    }

    /** A part of its state, to be looked at or changed: {@code settings}, or what an address ends in. */
    synchronized ObjectNode state(String name) {
        if (name.equals("settings")) {
            return settings;
        }
        if (name.equals("hook")) {
            return hooks.values().iterator().next();
        }
        ObjectNode found = single.containsKey(name) ? single.get(name) : variables.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return found;
    }

    synchronized void remove(String name) {
        if (name.equals("hook")) {
            hooks.clear();
        } else if (single.remove(name) == null && variables.remove(name) == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
    }

    synchronized Set<String> variables() {
        return Set.copyOf(variables.keySet());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    // --- the documentation ----------------------------------------------------------------------------------

    private void describe() {
        on(
                "GET",
                "personal_access_tokens/self",
                "",
                "",
                request -> ok(object("""
                {"id": 4, "name": "slipway-bootstrap", "revoked": false, "created_at": "2026-01-01T00:00:00.000Z", "description": null,
                 "user_id": 1, "last_used_at": null, "active": true, "expires_at": "2099-01-01"}
                """).set("scopes", JSON.valueToTree(scopes))));

        on("GET", "application/settings", "", "", request -> ok(settings));
        on("PUT", "application/settings", "", String.join(" ", (Iterable<String>) settings::fieldNames), request -> {
            settings.setAll(request.body);
            return ok(settings);
        });

        on("GET", "groups/slipway", "", "with_projects", request -> found("group", "404 Group Not Found"));
        on("POST", "groups", "name path", "visibility description", request -> {
            if (single.containsKey("group")) {
                return refused("Failed to save group {:path=>[\"has already been taken\"]}");
            }
            single.put("group", made(request.body));
            return created(state("group"));
        });
        on("PUT", "groups/slipway", "", "name path visibility description", request -> changed("group", request));

        String project = "projects/slipway%2Fslipway";
        String features =
                " visibility auto_devops_enabled shared_runners_enabled container_registry_access_level builds_access_level"
                        + " container_expiration_policy_attributes description";
        on("GET", project, "", "", request -> found("project", "404 Project Not Found"));
        on("POST", "projects", "name", "path namespace_id" + features, request -> {
            if (request.body.path("namespace_id").asInt()
                    != state("group").path("id").asInt()) {
                return refused("{\"namespace\":[\"is not valid\"]}");
            }
            single.put("project", made(request.body).put("web_url", url() + "/slipway/slipway"));
            return found("project", "").as(201);
        });
        on("PUT", project, "", "name" + features, request -> changed("project", request));

        String branch = project + "/protected_branches";
        on("GET", branch + "/main", "", "", request -> found("branch", "404 Not found"));
        on("POST", branch, "name", "push_access_level merge_access_level allow_force_push", request -> {
            if (single.containsKey("branch")) {
                return new Answer(409, message("Protected branch 'main' already exists"));
            }
            ObjectNode made = JSON.createObjectNode().put("id", ++lastId).put("name", "main");
            for (String kind : List.of("push", "merge")) {
                made.putArray(kind + "_access_levels")
                        .addObject()
                        .put("id", ++lastId)
                        .put(
                                "access_level",
                                request.body.path(kind + "_access_level").asInt(40))
                        .put("access_level_description", "Maintainers");
            }
            made.put("allow_force_push", request.body.path("allow_force_push").asBoolean());
            single.put("branch", made);
            return created(made);
        });
        on("DELETE", branch + "/main", "", "", request -> {
            single.remove("branch");
            return new Answer(204, null);
        });

        for (String owner : List.of("groups/slipway", project)) {
            describeVariables(owner);
        }
        describeHooks(project + "/hooks");
        describeRunners();
    }

    private void describeVariables(String owner) {
        String where = owner.startsWith("groups") ? "group" : "project";
        on("GET", owner + "/variables", "", "per_page page", request -> {
            ArrayNode list = JSON.createArrayNode();
            for (ObjectNode variable : variables.values()) {
                if (variable.path("owner").asText().equals(where)) {
                    ObjectNode shown = without(variable, "owner");
                    list.add(variable.path("hidden").asBoolean() ? shown.putNull("value") : shown);
                }
            }
            return ok(list);
        });
        on("POST", owner + "/variables", "key value", String.join(" ", VARIABLE), request -> {
            String key = request.body.path("key").asText();
            if (!single.containsKey(where)) {
                return new Answer(404, message("404 Not Found"));
            }
            if (variables.containsKey(key)) {
                return refused("{\"key\":[\"(" + key + ") has already been taken\"]}");
            }
            return stored(where, key, request, 201);
        });
        on(
                "PUT",
                owner + "/variables/(\\w+)",
                "value",
                "description environment_scope masked protected raw variable_type",
                request -> {
                    if (!variables.containsKey(request.name)) {
                        return new Answer(404, message("404 Variable Not Found"));
                    }
                    return stored(where, request.name, request, 200);
                });
        on("DELETE", owner + "/variables/(\\w+)", "", "", request -> {
            variables.remove(request.name);
            return new Answer(204, null);
        });
    }

    private Answer stored(String owner, String key, Request request, int status) {
        ObjectNode variable = object("""
                {"variable_type": "env_var", "protected": false, "masked": false, "hidden": false, "raw": false,
                 "environment_scope": "*", "description": null}
                """).put("key", key).put("owner", owner);
        if (variables.containsKey(key)) {
            variable = variables.get(key).deepCopy();
        }
        variable.setAll(request.body);
        if (request.body.path("masked_and_hidden").asBoolean()) {
            variable.put("masked", true).put("hidden", true);
        }
        variable.remove("masked_and_hidden");
        if (variable.path("masked").asBoolean()
                && !MASKABLE.matcher(variable.path("value").asText()).matches()) {
            return refused("{\"value\":[\"is invalid\"]}");
        }
        variables.put(key, variable);
        return new Answer(status, without(variable, "owner"));
    }

    private void describeHooks(String path) {
        String events = "name description push_events pipeline_events deployment_events enable_ssl_verification token";
        on("GET", path, "", "per_page page", request -> ok(list(hooks.values(), "token")));
        on("POST", path, "url", events, request -> {
            URI url = URI.create(request.body.path("url").asText());
            if (!isAllowed(url)) {
                return new Answer(422, message("Invalid url given"));
            }
            ObjectNode made = object("""
                    {"push_events": true, "pipeline_events": false, "deployment_events": false, "enable_ssl_verification": true}
                    """);
            made.setAll(request.body);
            hooks.put(++lastId, made.put("id", lastId));
            return created(without(made, "token"));
        });
        on("PUT", path + "/(\\d+)", "url", events, request -> {
            ObjectNode hook = known(hooks, request);
            hook.setAll(request.body);
            return ok(without(hook, "token"));
        });
    }

    /** The ledger has a private address. */
    private boolean isAllowed(URI url) {
        return StreamSupport.stream(
                        settings.path("outbound_local_requests_whitelist").spliterator(), false)
                .anyMatch(name -> name.asText().equals(url.getHost()));
    }

    private void describeRunners() {
        String details =
                "description paused locked run_untagged tag_list access_level maximum_timeout maintenance_note";
        on("POST", "user/runners", "runner_type", details + " group_id project_id", request -> {
            ObjectNode made = object("""
                    {"paused": false, "is_shared": true, "locked": false, "run_untagged": false, "access_level": "not_protected",
                     "online": null, "status": "never_contacted", "tag_list": []}
                    """);
            made.setAll(request.body);
            String given = "glrt-t1_" + ("abcdefghijkl" + ++lastId) + "zzzz";
            runners.put(lastId, made.put("id", lastId).put("token", given));
            runnerTokens.add(given);
            ObjectNode said = JSON.createObjectNode().put("id", lastId).put("token", given);
            return created(said.putNull("token_expires_at"));
        });
        on(
                "GET",
                "runners/all",
                "",
                "type scope status paused tag_list per_page page",
                request -> ok(list(runners.values(), "token")));
        on("GET", "runners/(\\d+)", "", "", request -> {
            ObjectNode runner = runners.get(Integer.valueOf(request.name));
            return runner == null ? new Answer(404, message("404 Not found")) : ok(without(runner, "token"));
        });
        on("PUT", "runners/(\\d+)", "", details, request -> {
            ObjectNode runner = known(runners, request);
            runner.setAll(request.body);
            return ok(without(runner, "token"));
        });
        on("DELETE", "runners/(\\d+)", "", "", request -> {
            runners.remove(Integer.valueOf(request.name));
            return new Answer(204, null);
        });
        on(
                "POST",
                "runners/verify",
                "token system_id",
                "",
                request -> runners.entrySet().stream()
                        .filter(runner -> runner.getValue().path("token").equals(request.body.path("token")))
                        .findFirst()
                        .map(runner -> ok(JSON.createObjectNode()
                                .put("id", runner.getKey())
                                .put("token", request.body.path("token").asText())
                                .putNull("token_expires_at")))
                        .orElse(new Answer(403, message("403 Forbidden"))));
    }

    // --- what all of it shares ------------------------------------------------------------------------------

    private record Operation(
            String method, Pattern path, Set<String> required, Set<String> known, Function<Request, Answer> answer) {}

    private record Request(String name, ObjectNode body) {}

    private record Answer(int status, @Nullable JsonNode body) {
        Answer as(int other) {
            return new Answer(other, body);
        }
    }

    private void on(String method, String path, String required, String optional, Function<Request, Answer> answer) {
        Set<String> known = words(optional + " " + required);
        operations.add(new Operation(method, Pattern.compile("/api/v4/" + path), words(required), known, answer));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            if (path.startsWith("/slipway/slipway.git/")) {
                git.serve(exchange, token);
                return;
            }
            Answer answer = answer(exchange);
            byte[] body = answer.body == null ? new byte[0] : JSON.writeValueAsBytes(answer.body);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Answer answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        if (requestsUntilUp > 0) {
            requestsUntilUp--;
            return new Answer(502, JSON.createObjectNode());
        }
        String given = exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN");
        if (!path.equals("/api/v4/runners/verify") && !token.equals(given)) {
            return new Answer(401, message("401 Unauthorized"));
        }
        for (Operation operation : operations) {
            Matcher matcher = operation.path.matcher(path);
            if (operation.method.equals(method) && matcher.matches()) {
                ObjectNode body = body(exchange, operation);
                if (!method.equals("GET") && !path.endsWith("/verify")) {
                    changes.add(method + " " + path.substring("/api/v4/".length()));
                }
                return operation.answer.apply(new Request(matcher.groupCount() == 0 ? "" : matcher.group(1), body));
            }
        }
        faults.add(method + " " + path + " is not documented here");
        return new Answer(404, message("404 Not Found"));
    }

    /** The parameters, which are in the body, or in the query of what only reads. */
    private ObjectNode body(HttpExchange exchange, Operation operation) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        if (bytes.length > 0) {
            if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
                faults.add("a body that does not say that it is JSON");
            }
            body = (ObjectNode) JSON.readTree(bytes);
        }
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            for (String pair : query.split("&")) {
                body.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
            }
        }
        String what = operation.method + " " + operation.path;
        body.fieldNames().forEachRemaining(name -> {
            if (!operation.known.contains(name)) {
                faults.add(what + " does not know " + name);
            }
        });
        for (String name : operation.required) {
            if (!body.hasNonNull(name)) {
                faults.add(what + " lacks " + name);
            }
        }
        return body;
    }

    private Answer found(String name, String otherwise) {
        ObjectNode one = single.get(name);
        if (one == null) {
            return new Answer(404, message(otherwise));
        }
        if (name.equals("project")) {
            one.put("empty_repo", git.isEmpty());
        }
        return ok(one);
    }

    private Answer changed(String name, Request request) {
        ObjectNode one = state(name);
        one.setAll(request.body);
        return ok(one);
    }

    private ObjectNode made(ObjectNode body) {
        return body.deepCopy().put("id", ++lastId);
    }

    private static ObjectNode known(Map<Integer, ObjectNode> all, Request request) {
        return Objects.requireNonNull(all.get(Integer.valueOf(request.name)), request.name);
    }

    private static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    private static Answer created(JsonNode body) {
        return new Answer(201, body);
    }

    private static Answer refused(String why) {
        return new Answer(400, message(why));
    }

    private static ObjectNode message(String text) {
        return JSON.createObjectNode().put("message", text);
    }

    private static ArrayNode list(Iterable<ObjectNode> items, String secret) {
        ArrayNode list = JSON.createArrayNode();
        items.forEach(item -> list.add(without(item, secret)));
        return list;
    }

    private static ObjectNode without(ObjectNode item, String secret) {
        return (ObjectNode) item.deepCopy().without(secret);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    private static ObjectNode object(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
