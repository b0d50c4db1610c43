package dev.slipway.line.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;

/** Enables and disables the logins of {@link DatabaseLogin}, and supplies their passwords. */
public final class Logins {
    /** As often is a login disabled whose sessions change their own role. */
    private static final int ATTEMPTS = 10;

    /** What such a session causes: {@code lock_not_available}, or the internal error "tuple concurrently updated". */
    private static final Set<String> IN_THE_WAY = Set.of("55P03", "XX000");

    private Logins() {}

    /**
     * The variables from which PostgreSQL's clients read a password, which SCRAM proves without sending. Clients before
     * release 16 ignore the second variable.
     */
    public static Map<String, String> environment(String password) {
        return Map.of("PGPASSWORD", password, "PGREQUIREAUTH", Superuser.PROOF_OF_THE_PASSWORD);
    }

    /** Enables a login, creating the second role of the pair if needed. */
    public static void open(Connection connection, String role, DatabaseLogin login, int connections)
            throws SQLException {
        String quoted = quoted(connection, login.user());
        try (Statement statement = connection.createStatement()) {
            if (!login.user().equals(role)) {
                if (!isThere(connection, login.user())) {
                    statement.execute("create role " + quoted + " nosuperuser nocreatedb nocreaterole noreplication");
                }
                statement.execute("grant " + quoted(connection, role) + " to " + quoted);
                begin(connection, role, login.user());
            }
            password(connection, login.user(), login.password());
            statement.execute("alter role " + quoted + " login connection limit " + connections);
        }
    }

    /**
     * Gives its sessions the first role's settings, as they are stored, and SET ROLE, so that the first role owns what they
     * create.
     */
    private static void begin(Connection connection, String role, String other) throws SQLException {
        boolean isAuto = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                PreparedStatement remove = connection.prepareStatement(
                        "delete from pg_db_role_setting where setrole = (select oid from pg_roles where rolname = ?)");
                PreparedStatement copy = connection.prepareStatement("""
                        insert into pg_db_role_setting (setdatabase, setrole, setconfig)
                        select s.setdatabase, o.oid, s.setconfig
                        from pg_db_role_setting s join pg_roles r on r.oid = s.setrole cross join pg_roles o
                        where r.rolname = ? and o.rolname = ?""")) {
            remove.setString(1, other);
            remove.execute();
            copy.setString(1, role);
            copy.setString(2, other);
            copy.execute();
            statement.execute("alter role " + quoted(connection, other) + " set role = " + quoted(connection, role));
            connection.commit();
        } finally {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.setAutoCommit(isAuto);
        }
    }

    /** Sends only the password's SCRAM verifier. */
    public static void password(Connection connection, String role, String password) throws SQLException {
        connection.unwrap(PGConnection.class).alterUserPassword(role, password.toCharArray(), "scram-sha-256");
    }

    /** Disables a login; its sessions go on. */
    public static void close(Connection connection, String role) throws SQLException {
        if (!isThere(connection, role)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(disabling(connection, role));
        }
    }

    /** Disables a login and terminates its sessions: also those before, which may have locked their own role. */
    public static void closeAndTerminate(Connection connection, String role) throws SQLException {
        if (!isThere(connection, role)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '1s'");
            try {
                int left = ATTEMPTS;
                do {
                    terminate(connection, role);
                    left--;
                } while (!isDone(statement, disabling(connection, role), left == 0));
            } finally {
                statement.execute("reset lock_timeout");
            }
        }
        terminate(connection, role);
    }

    private static String disabling(Connection connection, String role) throws SQLException {
        return "alter role " + quoted(connection, role) + " nologin password null";
    }

    /** Executes it; false if a session that has come meanwhile is in its way, unless it is the last attempt. */
    private static boolean isDone(Statement statement, String sql, boolean isLast) throws SQLException {
        try {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            if (isLast || !IN_THE_WAY.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            return false;
        }
    }

    private static void terminate(Connection connection, String role) throws SQLException {
        try (PreparedStatement terminate = connection.prepareStatement(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = ?")) {
            terminate.setString(1, role);
            terminate.execute();
        }
    }

    /** A role's connection limit; -1 for none. */
    public static int limit(Connection connection, String role) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select rolconnlimit from pg_roles where rolname = ?")) {
            query.setString(1, role);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getInt(1) : -1;
            }
        }
    }

    private static boolean isThere(Connection connection, String role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            query.setString(1, role);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String quoted(Connection connection, String name) throws SQLException {
        return connection.unwrap(PGConnection.class).escapeIdentifier(name);
    }
}
