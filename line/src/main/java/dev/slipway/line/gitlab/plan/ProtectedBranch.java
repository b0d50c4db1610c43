package dev.slipway.line.gitlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The branch {@code main}: maintainers push and merge, without force. docs: api/protected_branches */
public final class ProtectedBranch {
    private static final String ALL = Project.SLIPWAY.path() + "/protected_branches";
    public static final String PATH = ALL + "/main";

    private static final int MAINTAINERS = 40;

    private ProtectedBranch() {}

    /** The changes that protect it. As GitLab Free cannot change levels, the protection is recreated. */
    public static List<Change> changes(@Nullable JsonNode have) {
        ObjectNode want = Parameters.empty()
                .put("name", "main")
                .put("push_access_level", MAINTAINERS)
                .put("merge_access_level", MAINTAINERS)
                .put("allow_force_push", false);
        if (have == null) {
            return List.of(Change.post(ALL, want, "branch main: protected"));
        }
        boolean isRight = isMaintainersOnly(have.path("push_access_levels"))
                && isMaintainersOnly(have.path("merge_access_levels"))
                && have.path("allow_force_push").isBoolean()
                && !have.path("allow_force_push").asBoolean();
        return isRight
                ? List.of()
                : List.of(Change.delete(PATH, ""), Change.post(ALL, want, "branch main: protected as it was"));
    }

    private static boolean isMaintainersOnly(JsonNode levels) {
        return levels.size() == 1 && levels.path(0).path("access_level").asInt() == MAINTAINERS;
    }
}
