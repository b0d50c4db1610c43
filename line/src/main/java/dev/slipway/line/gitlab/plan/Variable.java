package dev.slipway.line.gitlab.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A CI/CD variable for all environments.
 *
 * @param key its name
 * @param value its value
 * @param kind its type and visibility
 */
public record Variable(String key, String value, Kind kind) {
    public enum Kind {
        PLAIN,
        FILE,
        /** A file for protected branches. */
        PROTECTED_FILE,
        /** For protected branches, masked and hidden. It is compared by the fingerprint in its description. */
        HIDDEN
    }

    boolean isHidden() {
        return kind == Kind.HIDDEN;
    }

    /** Its desired parameters. */
    ObjectNode parameters() {
        return Parameters.empty()
                .put("value", value)
                .put("description", isHidden() ? Mark.of(value) : Mark.PLAIN)
                .put("raw", true)
                .put("variable_type", kind == Kind.PLAIN || isHidden() ? "env_var" : "file")
                .put("protected", kind == Kind.PROTECTED_FILE || isHidden())
                .put("masked", isHidden());
    }

    /** Without the value if GitLab does not show it. */
    ObjectNode shown() {
        ObjectNode parameters = parameters();
        if (isHidden()) {
            parameters.remove("value");
        }
        return parameters;
    }

    /** Hides the value. */
    @Override
    public String toString() {
        return key + " (" + kind + ")";
    }
}
