package dev.slipway.line.database;

import java.util.List;

/**
 * A role that could not be dropped with its database. It cannot log in, and has no member.
 *
 * @param databases those in which it owns objects or has rights; none if it was only locked
 */
public record LeftRole(String name, List<String> databases) {
    public LeftRole {
        databases = List.copyOf(databases);
    }

    /** Why it was left, in one line. */
    public String reason() {
        return "the role " + name + " is left, without login: "
                + (databases.isEmpty()
                        ? "another session had locked it"
                        : "it owns objects or has rights in " + String.join(", ", databases));
    }
}
