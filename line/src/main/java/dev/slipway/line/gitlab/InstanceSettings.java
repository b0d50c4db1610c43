package dev.slipway.line.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.line.gitlab.plan.Change;
import dev.slipway.line.gitlab.plan.Parameters;
import dev.slipway.line.program.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The settings of the GitLab instance. docs: api/settings, "List of settings that can be accessed via API calls" */
final class InstanceSettings {
    static final String PATH = "/application/settings";

    private static final String ALLOWED = "outbound_local_requests_whitelist";
    private static final int ARTIFACTS = 500;

    private InstanceSettings() {}

    /**
     * The change that updates those that differ; settings that this GitLab does not have are skipped.
     *
     * @throws Problem if it does not have the one that webhooks require
     */
    static Optional<Change> change(JsonNode have, Addresses line) {
        if (!have.has(ALLOWED)) {
            throw new Problem(
                    "GitLab does not show the setting " + ALLOWED + ", without which it refuses hooks to the ledger.",
                    "This GitLab may be another version than the one in docker-compose.yml: see its Admin, Settings, Network, Outbound requests.");
        }
        ObjectNode want = desired(have, line);
        want.retain(want.properties().stream()
                .map(java.util.Map.Entry::getKey)
                .filter(have::has)
                .toList());
        ObjectNode differing = Parameters.differing(have, want);
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of(Change.put(PATH, differing, "settings: set " + Parameters.names(differing)));
    }

    private static ObjectNode desired(JsonNode have, Addresses line) {
        ObjectNode want = Parameters.empty()
                // After a sign-out here, Keycloak offers to sign out everywhere.
                .put(
                        "after_sign_out_path",
                        line.issuer() + "/protocol/openid-connect/logout?client_id=gitlab&post_logout_redirect_uri="
                                + URLEncoder.encode(line.gitlab() + "/users/sign_in", StandardCharsets.UTF_8))
                // Accounts come from Keycloak.
                .put("signup_enabled", false)
                // Only root has a password here, and Git uses tokens.
                .put("disable_password_authentication_for_users_with_sso_identities", true)
                .put("password_authentication_enabled_for_git", false)
                // There is no SSH.
                .put("enabled_git_access_protocol", "http")
                // The deprecated way to register runners.
                .put("allow_runner_registration_token", false)
                // No Auto DevOps pipelines.
                .put("auto_devops_enabled", false)
                // No telemetry, and no requests to Gravatar.
                .put("gravatar_enabled", false)
                .put("usage_ping_enabled", false)
                // Unused. docs: omnibus/settings/memory_constrained_envs
                .put("prometheus_metrics_enabled", false)
                .put("shared_runners_enabled", true)
                // In MB: the provisioned server for the images is passed from job to job.
                .put(
                        "max_artifacts_size",
                        Math.max(have.path("max_artifacts_size").asInt(), ARTIFACTS));
        // The webhook goes to the ledger, which has a private address here; others stay blocked.
        want.set(ALLOWED, allowed(have.path(ALLOWED), line.ledger().getHost()));
        return want;
    }

    private static ArrayNode allowed(JsonNode have, String host) {
        ArrayNode allowed = Parameters.empty().arrayNode();
        boolean isThere = false;
        for (JsonNode name : have) {
            allowed.add(name);
            isThere |= name.asText().equals(host);
        }
        return isThere ? allowed : allowed.add(host);
    }
}
