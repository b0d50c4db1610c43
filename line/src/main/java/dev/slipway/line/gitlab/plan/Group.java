package dev.slipway.line.gitlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The group of Slipway's projects. It is internal, so that every project can include the template. */
public final class Group {
    static final String NAME = "slipway";
    public static final String PATH = "/groups/" + NAME;

    private Group() {}

    /** The change that creates it or makes it internal. docs: api/groups, "Create a group" */
    public static Optional<Change> change(@Nullable JsonNode have) {
        if (have == null) {
            return Optional.of(Change.post(
                    "/groups",
                    Parameters.empty()
                            .put("name", "Slipway")
                            .put("path", NAME)
                            .put("visibility", "internal")
                            .put("description", "Made by Slipway"),
                    "group " + NAME + ": made"));
        }
        if (have.path("visibility").asText().equals("private")) {
            return Optional.of(Change.put(
                    PATH, Parameters.empty().put("visibility", "internal"), "group " + NAME + ": set visibility"));
        }
        return Optional.empty();
    }
}
