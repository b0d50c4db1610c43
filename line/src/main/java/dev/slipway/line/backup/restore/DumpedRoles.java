package dev.slipway.line.backup.restore;

import dev.slipway.line.database.Superuser;
import dev.slipway.line.database.TemporaryLogin;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The roles of a line, as {@code pg_dumpall} writes them: a statement in each line. */
final class DumpedRoles {
    private static final Pattern CREATE_ROLE = Pattern.compile("CREATE ROLE (\"(?:[^\"]|\"\")+\"|[^ ;]+);");

    private static final Pattern WITH_LOGIN =
            Pattern.compile("(ALTER ROLE (\"(?:[^\"]|\"\")+\"|[^ ;]+) WITH (?:[A-Z]+ )*?)(LOGIN\\b.*)");
    /** Those that a staged line needs itself, with the other ones of their pairs. */
    private static final Set<String> ROLES_OF_THE_LINE =
            Set.of(Superuser.NAME, "slipway", "ledger", "\"ledger.2\"", "keycloak", "\"keycloak.2\"");

    private DumpedRoles() {}

    /** All statements without CREATE ROLE for existing roles; the ALTER ROLE statements stay. */
    static String without(String globals, Set<String> there) {
        StringBuilder rest = new StringBuilder();
        globals.lines().forEach(line -> {
            Matcher role = CREATE_ROLE.matcher(line);
            if (!role.matches() || !there.contains(role.group(1))) {
                rest.append(line).append('\n');
            }
        });
        return rest.toString();
    }

    /** All statements with no role that may log in but the line's own. */
    static String withoutLogins(String globals) {
        StringBuilder rest = new StringBuilder();
        globals.lines().forEach(line -> {
            Matcher role = WITH_LOGIN.matcher(line);
            rest.append(isOthersLogin(role) ? role.group(1) + "NO" + role.group(3) : line)
                    .append('\n');
        });
        return rest.toString();
    }

    /**
     * The statements that {@link #withoutLogins} changes, as they are; without those of a {@link TemporaryLogin}, which
     * existed during the dump and is dropped when a database is loaded.
     */
    static String logins(String globals) {
        StringBuilder logins = new StringBuilder();
        globals.lines()
                .filter(line -> {
                    Matcher role = WITH_LOGIN.matcher(line);
                    return isOthersLogin(role) && !TemporaryLogin.isOne(role.group(2));
                })
                .forEach(line -> logins.append(line).append('\n'));
        return logins.toString();
    }

    private static boolean isOthersLogin(Matcher role) {
        return role.matches() && !ROLES_OF_THE_LINE.contains(role.group(2));
    }
}
