package dev.slipway.line.database;

import java.util.List;

/**
 * A login for a database: the owning role itself, or the second role of a pair, which does SET ROLE at the start of
 * each session. Alternating between the two rotates the password without downtime.
 *
 * <p>Its file has the password and, for the second role, that role's name in a second line.
 *
 * @param user the role that logs in
 */
public record DatabaseLogin(String user, String password) {
    /** Other roles have no dot in their names. */
    private static final String OTHER = ".2";

    /** Parses a file's content, for the first role of the pair. */
    public static DatabaseLogin of(String role, String text) {
        List<String> lines = text.strip().lines().toList();
        return new DatabaseLogin(lines.size() > 1 ? lines.get(1) : role, lines.isEmpty() ? "" : lines.get(0));
    }

    /** The login as the other role of the pair. */
    public DatabaseLogin turned(String role, String next) {
        return new DatabaseLogin(user.equals(role) ? role + OTHER : role, next);
    }

    /** The other role of the pair. */
    public static String other(String role) {
        return role + OTHER;
    }

    /** The file's content. */
    public String text(String role) {
        return user.equals(role) ? password : password + "\n" + user;
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return user;
    }
}
