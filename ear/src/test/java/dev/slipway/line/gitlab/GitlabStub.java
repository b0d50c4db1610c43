package dev.slipway.line.gitlab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.slipway.line.StubServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * GitLab's API as far as the bootstrap uses it, with a Git repository behind.
 *
 * <p>Every call and every answer is held against GitLab's own OpenAPI document, so that this is no GitLab of our imagination. It
 * is stricter than GitLab, which passes over parameters that it does not know: here they are a fault.
 */
final class GitlabStub implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final ObjectNode VARIABLE = object("""
            {"variable_type": "env_var", "protected": false, "masked": false, "hidden": false, "raw": false,
             "environment_scope": "*", "description": null}
            """);

    private static final ObjectNode HOOK = object("""
            {"push_events": true, "pipeline_events": false, "deployment_events": false, "enable_ssl_verification": true}
            """);

    private static final String PROJECT = "projects/slipway%2Fslipway";
    private static final String DELIVERY = "projects/slipway%2Fdelivery";

    /** docs: ci/variables, "Mask a CI/CD variable". */
    private static final Pattern MASKABLE = Pattern.compile("\\S{8,}");

    private final StubServer server;
    private final Map<String, GitBackend> repositories;
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
    private final List<ObjectNode> variables = new ArrayList<>();
    private final Set<String> hidden = new TreeSet<>();
    private final Map<Integer, ObjectNode> hooks = new TreeMap<>();
    private final Map<Integer, ObjectNode> runners = new LinkedHashMap<>();
    private final List<String> runnerTokens = new CopyOnWriteArrayList<>();
    private int lastId = 100;
    private int requestsUntilUp;
    private List<String> scopes = List.of("api", "create_runner", "write_repository");

    /** A GitLab that keeps its repositories in a folder. */
    GitlabStub(String token, Path folder) {
        this.token = token;
        this.repositories = Map.of(
                "project", new GitBackend(folder.resolve("slipway.git"), "/slipway/slipway.git"),
                "delivery", new GitBackend(folder.resolve("delivery.git"), "/slipway/delivery.git"));
        describe();
        server = new StubServer(this::serve);
    }

    URI url() {
        return URI.create(server.url());
    }

    /** What was asked for that changes something, in order; forgotten then. */
    List<String> changes() {
        List<String> said = List.copyOf(changes);
        changes.clear();
        return said;
    }

    /** What GitLab's document does not have. */
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
        if (single.containsKey(name)) {
            return Objects.requireNonNull(single.get(name));
        }
        return variables(null, name, "*").stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + name));
    }

    /** One more of the project's variables, which somebody else has made. */
    synchronized void addVariable(String key, String scope, String value) {
        addVariable("project", key, scope, value, "");
    }

    /** One more variable of a group or a project. */
    synchronized void addVariable(String owner, String key, String scope, String value, String description) {
        variables.add(
                0,
                VARIABLE.deepCopy()
                        .put("owner", owner)
                        .put("description", description)
                        .put("key", key)
                        .put("environment_scope", scope)
                        .put("value", value));
    }

    /** The value of the only variable that is so. */
    synchronized String value(String key, String scope) {
        return variables(null, key, scope).stream()
                .map(one -> one.path("value").asText())
                .collect(Collectors.joining(", "));
    }

    /** One more hook of the project, to somewhere else. */
    synchronized void addHook(String url) {
        hooks.put(++lastId, HOOK.deepCopy().put("id", lastId).put("url", url));
    }

    /** So that they come last in their lists. */
    synchronized void moveToTheEnd(String... names) {
        for (String name : names) {
            ObjectNode one = state(name);
            if (name.equals("hook")) {
                hooks.values().remove(one);
                hooks.put(++lastId, one.put("id", lastId));
            } else {
                variables.remove(one);
                variables.add(one);
            }
        }
    }

    /** From now on there is nothing at this address, for whoever reads. */
    synchronized void hide(String address) {
        hidden.add("/api/v4/" + address);
    }

    synchronized void remove(String name) {
        if (name.equals("hook")) {
            hooks.clear();
        } else if (single.remove(name) == null && !variables.removeAll(variables(null, name, "*"))) {
            throw new IllegalArgumentException("there is no " + name);
        }
    }

    synchronized Set<String> variables() {
        return variables.stream().map(one -> one.path("key").asText()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        server.close();
    }

    // --- what it does --------------------------------------------------------------------------------------

    private void describe() {
        on("GET", "personal_access_tokens/self", request -> ok(object("""
                {"id": 4, "name": "slipway-bootstrap", "revoked": false, "created_at": "2026-01-01T00:00:00.000Z", "description": null,
                 "user_id": 1, "last_used_at": null, "active": true, "expires_at": "2099-01-01"}
                """).set("scopes", JSON.valueToTree(scopes))));

        describeSettings();
        describeGroup();
        describeProjects();
        for (String owner : List.of("groups/slipway", PROJECT)) {
            describeVariables(owner);
        }
        describeHooks(PROJECT + "/hooks");
        describeRunners();
    }

    private void describeSettings() {
        on("GET", "application/settings", request -> ok(settings));
        on("PUT", "application/settings", request -> {
            settings.setAll(request.body);
            return ok(settings);
        });
    }

    private void describeGroup() {
        on("GET", "groups/slipway", request -> found("group", "404 Group Not Found"));
        on("POST", "groups", request -> {
            if (single.containsKey("group")) {
                return refused("Failed to save group {:path=>[\"has already been taken\"]}");
            }
            single.put("group", made(request.body));
            return created(state("group"));
        });
        on("PUT", "groups/slipway", request -> changed("group", request));
    }

    private void describeProjects() {
        describeProject(PROJECT, "project");
        describeProject(DELIVERY, "delivery");
        on("POST", "projects", request -> {
            if (request.body.path("namespace_id").asInt()
                    != state("group").path("id").asInt()) {
                return refused("{\"namespace\":[\"is not valid\"]}");
            }
            String name = request.body.path("path").asText().equals("slipway") ? "project" : "delivery";
            ObjectNode made = made(request.body)
                    .put(
                            "web_url",
                            url() + "/slipway/" + request.body.path("path").asText());
            made.remove("namespace_id");
            if (made.has("container_expiration_policy_attributes")) {
                made.set("container_expiration_policy", made.remove("container_expiration_policy_attributes"));
            }
            single.put(name, made);
            return found(name, "").as(201);
        });
        describeBranch(PROJECT + "/protected_branches", "branch");
        describeBranch(DELIVERY + "/protected_branches", "delivery-branch");
        describeTags(DELIVERY + "/protected_tags");
        describeImages(PROJECT + "/registry/protection/repository/rules");
    }

    private void describeImages(String rules) {
        on("GET", rules, request -> {
            ArrayNode list = JSON.createArrayNode();
            if (single.containsKey("images")) {
                list.add(state("images"));
            }
            return ok(list);
        });
        on("POST", rules, request -> {
            if (single.containsKey("images")) {
                return new Answer(422, message("Repository path pattern has already been taken"));
            }
            single.put("images", made(request.body));
            return created(state("images"));
        });
        on("PATCH", rules + "/(\\d+)", request -> changed("images", request));
    }

    private void describeBranch(String branch, String state) {
        on("GET", branch + "/main", request -> found(state, "404 Not found"));
        on("POST", branch, request -> {
            if (single.containsKey(state)) {
                return new Answer(409, message("Protected branch 'main' already exists"));
            }
            ObjectNode made = JSON.createObjectNode().put("id", ++lastId).put("name", "main");
            for (String kind : List.of("push", "merge")) {
                made.set(kind + "_access_levels", levels(request, kind));
            }
            made.put("allow_force_push", request.body.path("allow_force_push").asBoolean());
            single.put(state, made);
            return created(made);
        });
        on("DELETE", branch + "/main", request -> removed(state));
    }

    private void describeTags(String tags) {
        on("GET", tags + "/\\*", request -> found("tags", "404 Not found"));
        on("POST", tags, request -> {
            if (single.containsKey("tags")) {
                return new Answer(422, message("Name has already been taken"));
            }
            ObjectNode made = JSON.createObjectNode().put("name", "*");
            made.set("create_access_levels", levels(request, "create"));
            single.put("tags", made);
            return created(made);
        });
        on("DELETE", tags + "/\\*", request -> removed("tags"));
    }

    private ArrayNode levels(Request request, String kind) {
        ArrayNode levels = JSON.createArrayNode();
        levels.addObject()
                .put("id", ++lastId)
                .put("access_level", request.body.path(kind + "_access_level").asInt(40))
                .put("access_level_description", "Maintainers");
        return levels;
    }

    private Answer removed(String state) {
        single.remove(state);
        return new Answer(204, null);
    }

    private void describeProject(String path, String name) {
        on("GET", path, request -> found(name, "404 Project Not Found"));
        on("PUT", path, request -> changed(name, request));
    }

    private void describeVariables(String owner) {
        String where = owner.startsWith("groups") ? "group" : "project";
        on("GET", owner + "/variables", request -> {
            ArrayNode list = JSON.createArrayNode();
            for (ObjectNode variable : variables(where, null, null)) {
                ObjectNode shown = without(variable, "owner");
                list.add(variable.path("hidden").asBoolean() ? shown.putNull("value") : shown);
            }
            return page(list, request);
        });
        on("POST", owner + "/variables", request -> {
            String key = request.body.path("key").asText();
            if (!single.containsKey(where)) {
                return new Answer(404, message("404 Not Found"));
            }
            if (!variables(where, key, request.body.path("environment_scope").asText("*"))
                    .isEmpty()) {
                return refused("{\"key\":[\"(" + key + ") has already been taken\"]}");
            }
            return stored(VARIABLE.deepCopy().put("owner", where).put("key", key), request, 201);
        });
        on("PUT", owner + "/variables/(\\w+)", request -> {
            String scope = request.body.path("filter").path("environment_scope").asText(null);
            return only(where, request.name, scope, variable -> stored(variable, request, 200));
        });
        on(
                "DELETE",
                owner + "/variables/(\\w+)",
                request -> only(where, request.name, request.query.get("filter[environment_scope]"), variable -> {
                    variables.remove(variable);
                    return new Answer(204, null);
                }));
    }

    /** docs: api/project_level_variables, "The filter parameter": without it, GitLab does not know which of several is meant. */
    private Answer only(String owner, String key, @Nullable String scope, Function<ObjectNode, Answer> answer) {
        List<ObjectNode> found = variables(owner, key, scope);
        if (found.isEmpty()) {
            return new Answer(404, message("404 Variable Not Found"));
        }
        if (found.size() > 1) {
            return new Answer(409, message("There are multiple variables with provided parameters."));
        }
        return answer.apply(found.get(0));
    }

    /** Those that are so; null is any. */
    private List<ObjectNode> variables(@Nullable String owner, @Nullable String key, @Nullable String scope) {
        return variables.stream()
                .filter(one -> owner == null || one.path("owner").asText().equals(owner))
                .filter(one -> key == null || one.path("key").asText().equals(key))
                .filter(one ->
                        scope == null || one.path("environment_scope").asText().equals(scope))
                .toList();
    }

    private Answer stored(ObjectNode variable, Request request, int status) {
        ObjectNode wanted = variable.deepCopy();
        wanted.setAll(request.body);
        wanted.remove("filter");
        if (request.body.path("masked_and_hidden").asBoolean()) {
            wanted.put("masked", true).put("hidden", true);
        }
        wanted.remove("masked_and_hidden");
        if (wanted.path("masked").asBoolean()
                && !MASKABLE.matcher(wanted.path("value").asText()).matches()) {
            return refused("{\"value\":[\"is invalid\"]}");
        }
        variables.remove(variable);
        variables.add(wanted);
        return new Answer(status, without(wanted, "owner"));
    }

    private void describeHooks(String path) {
        on("GET", path, request -> page(list(hooks.values(), "token"), request));
        on("POST", path, request -> {
            URI url = URI.create(request.body.path("url").asText());
            if (!isAllowed(url)) {
                return new Answer(422, message("Invalid url given"));
            }
            ObjectNode made = HOOK.deepCopy();
            made.setAll(request.body);
            hooks.put(++lastId, made.put("id", lastId));
            return created(without(made, "token"));
        });
        on("PUT", path + "/(\\d+)", request -> {
            ObjectNode hook = known(hooks, request);
            hook.setAll(request.body);
            return ok(without(hook, "token"));
        });
        on("DELETE", path + "/(\\d+)", request -> {
            hooks.values().remove(known(hooks, request));
            return new Answer(204, null);
        });
    }

    /** The ledger has a private address. */
    private boolean isAllowed(URI url) {
        return StreamSupport.stream(
                        settings.path("outbound_local_requests_whitelist").spliterator(), false)
                .anyMatch(name -> name.asText().equals(url.getHost()));
    }

    private void describeRunners() {
        on("POST", "user/runners", request -> {
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
        on("GET", "runners/all", request -> {
            ArrayNode list = list(runners.values(), "token");
            for (JsonNode runner : list) {
                ((ObjectNode) runner).remove(List.of("tag_list", "run_untagged", "access_level", "locked"));
            }
            return page(list, request);
        });
        on("GET", "runners/(\\d+)", request -> {
            ObjectNode runner = runners.get(Integer.valueOf(request.name));
            return runner == null ? new Answer(404, message("404 Not found")) : ok(without(runner, "token"));
        });
        on("PUT", "runners/(\\d+)", request -> {
            ObjectNode runner = known(runners, request);
            runner.setAll(request.body);
            return ok(without(runner, "token"));
        });
        on("DELETE", "runners/(\\d+)", request -> {
            runners.remove(Integer.valueOf(request.name));
            return new Answer(204, null);
        });
        on(
                "POST",
                "runners/verify",
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

    private record Operation(String method, Pattern path, Function<Request, Answer> answer) {}

    private record Request(String name, ObjectNode body, Map<String, String> query) {}

    /** The header X-Next-Page is that of a list. */
    private record Answer(
            int status, @Nullable JsonNode body, @Nullable String next) {
        Answer(int status, @Nullable JsonNode body) {
            this(status, body, null);
        }

        Answer as(int other) {
            return new Answer(other, body);
        }
    }

    private void on(String method, String path, Function<Request, Answer> answer) {
        operations.add(new Operation(method, Pattern.compile("/api/v4/" + path), answer));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            for (GitBackend repository : repositories.values()) {
                if (repository.isAt(path)) {
                    repository.serve(exchange, token);
                    return;
                }
            }
            Answer answer = answer(exchange);
            byte[] body = answer.body == null ? new byte[0] : JSON.writeValueAsBytes(answer.body);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            if (answer.next != null) {
                exchange.getResponseHeaders().add("X-Next-Page", answer.next);
            }
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Answer answer(HttpExchange exchange) throws IOException {
        if (requestsUntilUp > 0) {
            requestsUntilUp--;
            return new Answer(502, JSON.createObjectNode());
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer = answer(exchange, body);
        faults.addAll(GitlabApi.faults(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                body,
                answer.status,
                answer.body));
        return answer;
    }

    private Answer answer(HttpExchange exchange, String body) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        String given = exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN");
        if (!path.equals("/api/v4/runners/verify") && !token.equals(given)) {
            return new Answer(401, message("401 Unauthorized"));
        }
        if (method.equals("GET") && hidden.contains(path)) {
            return new Answer(404, message("404 Not Found"));
        }
        for (Operation operation : operations) {
            Matcher matcher = operation.path.matcher(path);
            if (operation.method.equals(method) && matcher.matches()) {
                if (!method.equals("GET") && !path.endsWith("/verify")) {
                    changes.add(method + " " + path.substring("/api/v4/".length()));
                }
                ObjectNode parameters = body.isEmpty() ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(body);
                return operation.answer.apply(new Request(
                        matcher.groupCount() == 0 ? "" : matcher.group(1),
                        parameters,
                        GitlabApi.query(exchange.getRequestURI())));
            }
        }
        return new Answer(404, message("404 Not Found"));
    }

    /** docs: api/rest, "Offset-based pagination". */
    private static Answer page(ArrayNode all, Request request) {
        int size = Integer.parseInt(request.query.getOrDefault("per_page", "20"));
        int page = Integer.parseInt(request.query.getOrDefault("page", "1"));
        ArrayNode shown = JSON.createArrayNode();
        for (int i = (page - 1) * size; i < Math.min(page * size, all.size()); i++) {
            shown.add(all.get(i));
        }
        return new Answer(200, shown, page * size < all.size() ? String.valueOf(page + 1) : "");
    }

    private Answer found(String name, String otherwise) {
        ObjectNode one = single.get(name);
        if (one == null) {
            return new Answer(404, message(otherwise));
        }
        GitBackend repository = repositories.get(name);
        if (repository != null) {
            one.put("empty_repo", repository.isEmpty());
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
