package dev.slipway.line.gitlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The instance runner. docs: api/users, "Create a runner linked to a user"; ci/runners/new_creation_workflow; api/runners,
 * "Update a runner's details", "List all runners", "Delete a runner by ID"
 */
public final class Runner {
    public static final String ALL = "/runners/all?type=instance_type";

    private static final String DESCRIPTION = "slipway";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)}");

    private Runner() {}

    public static String path(long id) {
        return "/runners/" + id;
    }

    private static ObjectNode desired() {
        ObjectNode want = Parameters.empty().put("description", DESCRIPTION);
        want.putArray("tag_list").add("slipway");
        return want.put("run_untagged", true).put("access_level", "not_protected");
    }

    /** The change that creates one. Its output line is shown once the token, which is returned only once, has been stored. */
    public static Change make() {
        ObjectNode body = Parameters.empty().put("runner_type", "instance_type");
        body.setAll(desired());
        return Change.post("/user/runners", body, "");
    }

    /** The change that updates it. */
    public static Optional<Change> change(long id, @Nullable JsonNode have) {
        ObjectNode differing = have == null ? desired() : Parameters.differing(have, desired());
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of(Change.put(path(id), differing, "runner " + id + ": set " + Parameters.names(differing)));
    }

    /** The changes that remove other runners created by a bootstrap. */
    public static List<Change> removals(List<JsonNode> all, long id) {
        return all.stream()
                .filter(runner -> runner.path("description").asText().equals(DESCRIPTION)
                        && runner.path("id").asLong() != id)
                .map(runner -> runner.path("id").asLong())
                .map(lost -> Change.delete(path(lost), "runner " + lost + ": removed, its token is lost"))
                .toList();
    }

    /**
     * Its configuration: the template without comments, with all {@code ${NAME}} filled in.
     *
     * @throws IllegalArgumentException if there is no value for a name in the template
     */
    public static String configuration(String template, Map<String, String> values) {
        return template.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> PLACEHOLDER.matcher(line).replaceAll(name -> filled(name.group(1), values)))
                .collect(Collectors.joining("\n", "# Made by the bootstrap from .gitlab/runner.toml.\n", "\n"));
    }

    private static String filled(String name, Map<String, String> values) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("runner.toml has an unknown ${" + name + "}");
        }
        return Matcher.quoteReplacement(value);
    }
}
