package dev.slipway.line.backup.restore;

import dev.slipway.line.database.Superuser;
import dev.slipway.line.database.TemporaryLogin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The roles of a line, as {@code pg_dumpall} writes them. A role may set defaults of its own sessions, whose values are
 * in there as they are: a line of one may look like a statement, or like a command of psql's. So this is read by whole
 * statements, and psql never gets it.
 */
final class DumpedRoles {
    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[a-z_][a-z0-9_]*)";

    private static final Pattern CREATE = Pattern.compile("CREATE ROLE " + NAME);

    private static final Pattern WITH_LOGIN =
            Pattern.compile("(ALTER ROLE " + NAME + " WITH (?:[A-Z]+ )*?)(LOGIN\\b.*)", Pattern.DOTALL);

    private static final Pattern SET = Pattern.compile("ALTER ROLE " + NAME + " SET .*", Pattern.DOTALL);

    /** Such as for the encoding: those of a session that the restore's has already. */
    private static final String OF_THE_SESSION = "SET ";
    /** Those that a staged line needs itself, with the other ones of their pairs. */
    private static final Set<String> ROLES_OF_THE_LINE =
            Set.of(Superuser.NAME, "slipway", "ledger", "\"ledger.2\"", "keycloak", "\"keycloak.2\"");

    private final List<String> statements;

    private DumpedRoles(List<String> statements) {
        this.statements = statements;
    }

    /**
     * Reads them.
     *
     * @param script the output of {@code pg_dumpall}
     */
    static DumpedRoles of(String script) {
        return new DumpedRoles(statements(script).stream()
                .filter(statement -> !statement.startsWith(OF_THE_SESSION))
                .toList());
    }

    /** Hides the passwords' verifiers. */
    @Override
    public String toString() {
        return statements.size() + " statements";
    }

    /**
     * A default of a role's sessions.
     *
     * @param role as {@code pg_dumpall} writes it
     */
    record Default(String role, String statement) {
        /** Hides the value. */
        @Override
        public String toString() {
            return role;
        }
    }

    /** The defaults, which the roles themselves choose; another machine may refuse one, such as a locale. */
    List<Default> defaults() {
        return statements.stream()
                .map(SET::matcher)
                .filter(Matcher::matches)
                .map(set -> new Default(set.group(1), set.group()))
                .toList();
    }

    /**
     * The statements that make them, without their {@link #defaults}, so that no role may log in but the line's own.
     *
     * @param there the roles that exist, as {@code quote_ident} writes them: they are not created, but changed
     */
    List<String> withoutLogins(Set<String> there) {
        List<String> all = new ArrayList<>();
        for (String statement : statements) {
            Matcher created = CREATE.matcher(statement);
            Matcher altered = WITH_LOGIN.matcher(statement);
            if (isOthersLogin(altered)) {
                all.add(altered.group(1) + "NO" + altered.group(3));
            } else if (!SET.matcher(statement).matches() && !(created.matches() && there.contains(created.group(1)))) {
                all.add(statement);
            }
        }
        return all;
    }

    /**
     * The statements that let those log in that could, but for the line's own; without a {@link TemporaryLogin}, which
     * existed during the dump and is dropped when a database is loaded.
     */
    List<String> logins() {
        return statements.stream()
                .map(WITH_LOGIN::matcher)
                .filter(role -> isOthersLogin(role) && !TemporaryLogin.isOne(role.group(2)))
                .map(role -> "ALTER ROLE " + role.group(2) + " LOGIN")
                .toList();
    }

    private static boolean isOthersLogin(Matcher role) {
        return role.matches() && !ROLES_OF_THE_LINE.contains(role.group(2));
    }

    /**
     * Without their semicolons, without comments, and without psql's commands, such as {@code \restrict}, between them.
     * {@code pg_dumpall} doubles each quote within quotes, which begins the next part of the same text.
     */
    private static List<String> statements(String script) {
        List<String> all = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        int at = 0;
        while (at < script.length()) {
            char next = script.charAt(at);
            int end = at + 1;
            if (next == '\'' || next == '"') {
                end = after(script, String.valueOf(next), end);
                statement.append(script, at, end);
            } else if (script.startsWith("--", at)
                    || next == '\\' && statement.toString().isBlank()) {
                end = after(script, "\n", end);
            } else if (next == ';') {
                add(statement, all);
            } else {
                statement.append(next);
            }
            at = end;
        }
        add(statement, all);
        return all;
    }

    private static int after(String script, String end, int from) {
        int found = script.indexOf(end, from);
        return found < 0 ? script.length() : found + 1;
    }

    private static void add(StringBuilder statement, List<String> all) {
        String text = statement.toString().strip();
        if (!text.isEmpty()) {
            all.add(text);
        }
        statement.setLength(0);
    }
}
