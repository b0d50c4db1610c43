package dev.slipway.line.host;

import java.util.List;

/**
 * As whom and by what password somebody logs in to a database: as the role that owns it, or is given rights in it, or as the other one of
 * the pair, which is that role from its first statement on. So another password comes without a moment in which none is good.
 *
 * <p>Its file has the password and, where it is the other one's, that role's name in a second line.
 *
 * @param user the role that logs in
 */
public record DatabaseLogin(String user, String password) {
    /** No role that is made otherwise has a dot in its name. */
    private static final String OTHER = ".2";

    /** What is in a file, for that role of the pair which is there always. */
    public static DatabaseLogin of(String role, String text) {
        List<String> lines = text.strip().lines().toList();
        return new DatabaseLogin(lines.size() > 1 ? lines.get(1) : role, lines.isEmpty() ? "" : lines.get(0));
    }

    /** As the other one of the pair. */
    public DatabaseLogin turned(String role, String next) {
        return new DatabaseLogin(user.equals(role) ? role + OTHER : role, next);
    }

    /** The other one of the pair. */
    static String other(String role) {
        return role + OTHER;
    }

    /** What the file says. */
    public String text(String role) {
        return user.equals(role) ? password : password + "\n" + user;
    }

    /** Nothing of the password. */
    @Override
    public String toString() {
        return user;
    }
}
