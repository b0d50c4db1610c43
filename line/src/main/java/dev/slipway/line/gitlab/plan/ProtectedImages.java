package dev.slipway.line.gitlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The images that a line starts from: maintainers push and delete them. docs: api/container_repository_protection_rules */
public final class ProtectedImages {
    public static final String PATH = Project.SLIPWAY.path() + "/registry/protection/repository/rules";

    private static final String PATTERN = "repository_path_pattern";
    private static final String MAINTAINERS = "maintainer";

    private ProtectedImages() {}

    /** The change that creates the rule or corrects it. */
    public static Optional<Change> change(JsonNode rules) {
        String line = "images of " + Project.SLIPWAY.title() + ": ";
        ObjectNode want = Parameters.empty()
                .put(PATTERN, Project.SLIPWAY.title() + "*")
                .put("minimum_access_level_for_push", MAINTAINERS)
                .put("minimum_access_level_for_delete", MAINTAINERS);
        Optional<JsonNode> have = rules.valueStream()
                .filter(rule -> rule.path(PATTERN).equals(want.path(PATTERN)))
                .findFirst();
        if (have.isEmpty()) {
            return Optional.of(Change.post(PATH, want, line + "protected"));
        }
        ObjectNode differing = Parameters.differing(have.get(), want);
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of(Change.patch(
                        PATH + "/" + have.get().path("id").asLong(), differing, line + "protection restored"));
    }
}
