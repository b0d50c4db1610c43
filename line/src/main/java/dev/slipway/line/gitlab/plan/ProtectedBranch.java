package dev.slipway.line.gitlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A project's branch {@code main}: maintainers push and merge, without force. docs: api/protected_branches */
public final class ProtectedBranch {
    static final int MAINTAINERS = 40;

    private ProtectedBranch() {}

    /** Its path in the API. */
    public static String path(Project project) {
        return all(project) + "/main";
    }

    /** The changes that protect it. As GitLab Free cannot change levels, the protection is recreated. */
    public static List<Change> changes(Project project, @Nullable JsonNode have) {
        ObjectNode want = Parameters.empty()
                .put("name", "main")
                .put("push_access_level", MAINTAINERS)
                .put("merge_access_level", MAINTAINERS)
                .put("allow_force_push", false);
        String line = "branch main of " + project.title() + ": ";
        if (have == null) {
            return List.of(Change.post(all(project), want, line + "protected"));
        }
        boolean isRight = isMaintainersOnly(have.path("push_access_levels"))
                && isMaintainersOnly(have.path("merge_access_levels"))
                && have.path("allow_force_push").isBoolean()
                && !have.path("allow_force_push").asBoolean();
        return isRight
                ? List.of()
                : List.of(
                        Change.delete(path(project), ""),
                        Change.post(all(project), want, line + "protection restored"));
    }

    static boolean isMaintainersOnly(JsonNode levels) {
        return levels.size() == 1 && levels.path(0).path("access_level").asInt() == MAINTAINERS;
    }

    private static String all(Project project) {
        return project.path() + "/protected_branches";
    }
}
