package dev.slipway.line.gitlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The hook to the ledger. docs: api/project_webhooks, "Add a webhook to a project" */
public final class Hook {
    public static final String PATH = Project.SLIPWAY.path() + "/hooks";

    private Hook() {}

    /** The change that creates or updates it. As GitLab does not show its token, the description has the fingerprint. */
    public static Optional<Change> change(List<JsonNode> hooks, String url, String token) {
        ObjectNode want = Parameters.empty()
                .put("url", url)
                .put("name", "Slipway")
                .put("description", Mark.of(token))
                .put("push_events", false)
                .put("pipeline_events", true)
                .put("deployment_events", true)
                .put("enable_ssl_verification", true);
        ObjectNode body = want.deepCopy().put("token", token);
        Optional<JsonNode> have = hooks.stream()
                .filter(hook -> hook.path("url").asText().equals(url))
                .findFirst();
        if (have.isEmpty()) {
            return Optional.of(Change.post(PATH, body, "hook to the ledger: made"));
        }
        ObjectNode differing = Parameters.differing(have.get(), want);
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of(Change.put(
                        PATH + "/" + have.get().path("id").asLong(),
                        body,
                        "hook to the ledger: set " + Parameters.names(differing)));
    }

    /**
     * The changes that remove those that an earlier bootstrap made to another address, as before a change of the domain: GitLab would go on
     * to send the token there. docs: api/project_webhooks, "Delete project webhook"
     */
    public static List<Change> removals(List<JsonNode> hooks, String url) {
        return hooks.stream()
                .filter(hook -> hook.path("description").asText("").startsWith(Mark.PLAIN)
                        && !hook.path("url").asText().equals(url))
                .map(hook -> Change.delete(
                        PATH + "/" + hook.path("id").asLong(),
                        "hook to " + hook.path("url").asText() + ": removed, the ledger is elsewhere"))
                .toList();
    }
}
