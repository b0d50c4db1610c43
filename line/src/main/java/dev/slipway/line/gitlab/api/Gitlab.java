package dev.slipway.line.gitlab.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.line.gitlab.plan.Change;
import dev.slipway.line.gitlab.plan.Parameters;
import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** GitLab's API, with a token in a header. docs: api/rest/authentication, "Personal, project, and group access tokens" */
public final class Gitlab {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration STARTING = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final List<String> SCOPES = List.of("api", "create_runner", "write_repository");

    private final Caller caller;
    private final URI url;
    private final String token;

    /**
     * The API of a GitLab.
     *
     * @param token an access token of an administrator
     */
    public Gitlab(Caller caller, URI url, String token) {
        this.caller = caller;
        this.url = url;
        this.token = token;
    }

    /**
     * Waits until GitLab is up; it answers 502 during startup. Once it accepts the token, everything behind it is up as
     * well. docs: api/personal_access_tokens, "Retrieve personal access token details" (self)
     *
     * @throws Problem if it does not start in time, or the token is invalid
     */
    public void await(Duration atMost) {
        String advice = "See: docker compose logs gitlab";
        long until = System.nanoTime() + atMost.toNanos();
        while (true) {
            String last;
            try {
                HttpRequest request = request("GET", "/personal_access_tokens/self", Parameters.empty(), STARTING);
                Answer answer = caller.send(() -> request, false, Duration.ZERO);
                int status = answer.status();
                last = " (last answer: " + status + ").";
                if (status == 200) {
                    checkScopes(answer);
                    return;
                }
                if (status == 401) {
                    throw new Problem(
                            "GitLab refuses the token" + reasonOf(answer),
                            "It is made when GitLab starts: docker compose restart gitlab. If it was revoked, remove "
                                    + ".slipway/secrets/gitlab-token, run prepare, then restart GitLab.");
                }
                if (status != 404 && status != 429 && status / 100 != 5) {
                    throw new Problem("GitLab answers " + status + " at " + url + reasonOf(answer), advice);
                }
            } catch (CallException e) {
                // No answer yet.
                last = ". " + e.what();
            }
            if (System.nanoTime() >= until) {
                throw new Problem("GitLab does not come up at " + url + last, advice);
            }
            new Pace().sleep(PAUSE);
        }
    }

    private static void checkScopes(Answer answer) {
        List<String> lacking = new ArrayList<>(SCOPES);
        read(answer).path("scopes").forEach(scope -> lacking.remove(scope.asText()));
        if (!lacking.isEmpty()) {
            throw new Problem(
                    "The token lacks the scope " + String.join(", ", lacking) + ".",
                    "Set it right: docker compose restart gitlab");
        }
    }

    /** The object at a path; null if there is none. */
    public @Nullable JsonNode find(String path) {
        Answer answer = send("GET", path, Parameters.empty());
        if (answer.status() == 404) {
            return null;
        }
        return read(checked(answer, "GET " + path));
    }

    /** All pages of a list, which must exist. docs: api/rest, "Offset-based pagination" */
    public List<JsonNode> list(String path) {
        List<JsonNode> all = new ArrayList<>();
        String from = path + (path.contains("?") ? "&" : "?") + "per_page=100&page=";
        for (String page = "1"; !page.isEmpty(); ) {
            Answer answer = checked(send("GET", from + page, Parameters.empty()), "GET " + path);
            read(answer).forEach(all::add);
            page = answer.headers().firstValue("X-Next-Page").orElse("").strip();
        }
        return all;
    }

    /** Executes a change; returns the resulting object. */
    public JsonNode send(Change change) {
        return read(checked(send(change.method(), change.path(), change.body()), change.toString()));
    }

    /**
     * The id of the runner with this token; empty if there is none.
     * docs: api/runners, "Verify authentication for a registered runner"
     */
    public Optional<Long> runner(String runnerToken, String system) {
        Answer answer = send(
                "POST",
                "/runners/verify",
                Parameters.empty().put("token", runnerToken).put("system_id", system));
        return switch (answer.status()) {
            case 200 -> Optional.of(read(answer).path("id").asLong());
            case 403, 422 -> Optional.empty();
            default ->
                throw new Problem(
                        "GitLab answers " + answer.status() + " to POST /runners/verify" + reasonOf(answer),
                        "Run this again; docker compose logs gitlab has more.");
        };
    }

    private Answer send(String method, String path, ObjectNode body) {
        boolean isRead = method.equals("GET");
        HttpRequest request = request(method, path, body, TIMEOUT);
        try {
            return caller.send(() -> request, isRead, isRead ? PATIENCE : Duration.ZERO);
        } catch (CallException e) {
            throw new Problem(e.what(), "See: docker compose ps");
        }
    }

    private HttpRequest request(String method, String path, ObjectNode body, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v4" + path))
                .timeout(timeout)
                .header("PRIVATE-TOKEN", token)
                .header("Accept", "application/json");
        if (body.isEmpty()) {
            return request.method(method, HttpRequest.BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    private Answer checked(Answer answer, String call) {
        if (answer.isSuccess()) {
            return answer;
        }
        throw new Problem(
                "GitLab answers " + answer.status() + " to " + call + reasonOf(answer), advice(answer.status()));
    }

    private static String advice(int status) {
        return switch (status) {
            case 401 ->
                "The token has expired or was revoked: docker compose restart gitlab renews it; then run this again.";
            case 403 ->
                "The token is no administrator's, or lacks a scope: docker compose restart gitlab sets it right; then run this again.";
            default ->
                status / 100 == 5
                        ? "GitLab is at fault, or not ready: run this again; docker compose logs gitlab has more."
                        : "This GitLab may be another version than the one in docker-compose.yml, or somebody changed it meanwhile: run this again.";
        };
    }

    private static String reasonOf(Answer answer) {
        String reason = Reason.of(answer.body());
        return reason.isEmpty() ? "." : ": " + reason + ".";
    }

    /** The body of an answer; a missing node if it is empty. */
    private static JsonNode read(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new Problem(
                    "GitLab answers what is not JSON at " + answer.uri().getPath() + ".",
                    "Is something else in its place? See: docker compose ps");
        }
    }
}
