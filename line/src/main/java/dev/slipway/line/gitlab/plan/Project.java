package dev.slipway.line.gitlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A project of the group.
 *
 * @param key its path in the group
 * @param name its name
 * @param want its desired parameters
 * @param first further parameters at its creation, which people may change later
 */
public record Project(String key, String name, ObjectNode want, ObjectNode first) {

    /**
     * Slipway's own. The registry of an internal project is open to the jobs of other projects without an allowlist; ten images of each
     * kind are kept, and :latest. docs: ci/jobs/ci_job_token, "Limit job token scope for public or internal projects";
     * user/packages/container_registry/reduce_container_registry_storage
     */
    public static final Project SLIPWAY = new Project(
            "slipway",
            "Slipway",
            Parameters.empty()
                    .put("visibility", "internal")
                    .put("auto_devops_enabled", false)
                    .put("shared_runners_enabled", true)
                    .put("container_registry_access_level", "enabled")
                    .put("builds_access_level", "enabled"),
            Parameters.empty()
                    .set(
                            "container_expiration_policy_attributes",
                            Parameters.empty()
                                    .put("enabled", true)
                                    .put("cadence", "1d")
                                    .put("keep_n", 10)
                                    .put("older_than", "14d")
                                    .put("name_regex", ".*")
                                    .put("name_regex_keep", "latest")));

    /** The project of the template, and of nothing else. */
    public static final Project DELIVERY = new Project(
            "delivery",
            "Delivery",
            Parameters.empty()
                    .put("visibility", "internal")
                    .put("auto_devops_enabled", false)
                    .put("description", "The pipeline of a service that Slipway delivers, as a CI/CD component"),
            Parameters.empty());

    /** Its path in the API. */
    public String path() {
        return "/projects/" + Group.NAME + "%2F" + key;
    }

    /** Its path in URLs, also for Git. */
    public String title() {
        return Group.NAME + "/" + key;
    }

    /** The change that creates it in a group, or updates it. docs: api/projects, "Create a project", "Edit a project" */
    public Optional<Change> change(@Nullable JsonNode have, long group) {
        if (have == null) {
            ObjectNode body =
                    Parameters.empty().put("name", name).put("path", key).put("namespace_id", group);
            body.setAll(want);
            body.setAll(first);
            return Optional.of(Change.post("/projects", body, "project " + title() + ": made"));
        }
        ObjectNode differing = Parameters.differing(have, want);
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Change.put(path(), differing, "project " + title() + ": set " + Parameters.names(differing)));
    }
}
