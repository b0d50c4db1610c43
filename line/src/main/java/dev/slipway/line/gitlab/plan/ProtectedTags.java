package dev.slipway.line.gitlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The component's versions: maintainers create these tags, and no push moves one. docs: api/protected_tags */
public final class ProtectedTags {
    private static final String NAMES = "*";
    private static final String ALL = Project.DELIVERY.path() + "/protected_tags";
    public static final String PATH = ALL + "/" + NAMES;

    private ProtectedTags() {}

    /** The changes that protect them. As GitLab cannot change levels, the protection is recreated. */
    public static List<Change> changes(@Nullable JsonNode have) {
        ObjectNode want = Parameters.empty().put("name", NAMES).put("create_access_level", ProtectedBranch.MAINTAINERS);
        String line = "tags of " + Project.DELIVERY.title() + ": ";
        if (have == null) {
            return List.of(Change.post(ALL, want, line + "protected"));
        }
        return ProtectedBranch.isMaintainersOnly(have.path("create_access_levels"))
                ? List.of()
                : List.of(Change.delete(PATH, ""), Change.post(ALL, want, line + "protection restored"));
    }
}
