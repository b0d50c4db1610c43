package dev.slipway.line.database;

import dev.slipway.line.setting.SecretFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * A login with the rights of a database's owner, until closed, for everything that may run code stored there. A plain
 * query suffices for that, since the planner evaluates constant index expressions. A superuser's session could undo SET
 * ROLE; a session of this login cannot. Names are never reused: code run as one login may leave objects behind, which
 * must not gain the rights of a later one.
 */
public final class TemporaryLogin implements AutoCloseable {
    private static final String BEGINNING = "slipway-as-owner.";
    /** The prefix in earlier releases. */
    private static final String FORMER_BEGINNING = "slipway-restoring.";

    private static final String DEPENDENT_OBJECTS = "2BP01";
    private static final String UNDEFINED_OBJECT = "42704";

    private final Connection connection;
    private final String user = BEGINNING + SecretFile.random();
    private final String password = SecretFile.random();

    private TemporaryLogin(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens one with the rights of the owner alone.
     *
     * @param connection of the superuser, to the server's own database; open until this is closed
     * @param owner the role whose rights it gets
     */
    public static TemporaryLogin of(Connection connection, String owner) throws SQLException {
        TemporaryLogin login = new TemporaryLogin(connection);
        login.make(" in role " + login.quoted(owner));
        return login;
    }

    /**
     * Opens one that can read everything that the owner can, and rows that a policy hides from the owner. Not more:
     * reading all data would include password verifiers. {@link UnreadableObject} lists what this excludes.
     *
     * @param connection of the superuser, to the server's own database; open until this is closed
     * @param owner the role whose rights it also gets: only the owner can read large objects
     */
    public static TemporaryLogin reading(Connection connection, String owner) throws SQLException {
        TemporaryLogin login = new TemporaryLogin(connection);
        login.make(" bypassrls in role " + login.quoted(owner));
        return login;
    }

    /**
     * Whether a role is such a login, which exists only for a while.
     *
     * @param quoted its name, as PostgreSQL's {@code quote_ident} and {@code pg_dumpall} write it
     */
    public static boolean isOne(String quoted) {
        return quoted.startsWith('"' + BEGINNING) || quoted.startsWith('"' + FORMER_BEGINNING);
    }

    private void make(String rights) throws SQLException {
        for (String beginning : List.of(BEGINNING, FORMER_BEGINNING)) {
            for (String former :
                    Texts.of(connection, "select rolname from pg_roles where starts_with(rolname, ?)", beginning)) {
                removeUnlessInUse(former);
            }
        }
        // Until this is closed, or its connection is.
        Texts.of(connection, "select pg_advisory_lock(hashtext(?))::text", user);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create role " + quoted(user) + " nosuperuser nocreatedb nocreaterole noreplication" + rights);
            Logins.password(connection, user, password);
            statement.execute("alter role " + quoted(user) + " login");
        }
    }

    /** Drops a login left by a killed program. */
    private void removeUnlessInUse(String former) throws SQLException {
        if (Texts.of(connection, "select 'free' where pg_try_advisory_lock(hashtext(?))", former)
                .isEmpty()) {
            return;
        }
        try {
            remove(former);
        } finally {
            unlock(former);
        }
    }

    private void unlock(String name) throws SQLException {
        Texts.of(connection, "select pg_advisory_unlock(hashtext(?))::text", name);
    }

    /** Connects with it, to find PostgreSQL's own functions and tables only. */
    public Connection connect(String url, String application) throws SQLException {
        return Superuser.connect(url, user, password, application);
    }

    /** The name to log in by. */
    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return user;
    }

    /** Ends its sessions, and lets it log in no more; for another thread. */
    public synchronized void end() throws SQLException {
        Logins.closeAndTerminate(connection, user);
    }

    @Override
    public synchronized void close() throws SQLException {
        remove(user);
        unlock(user);
    }

    /** Revokes the role's rights, then drops the role unless it owns objects. */
    private void remove(String name) throws SQLException {
        Logins.closeAndTerminate(connection, name);
        try (Statement statement = connection.createStatement()) {
            for (String role : Texts.of(connection, RoleRemoval.GROUPS, name)) {
                statement.execute("revoke " + quoted(role) + " from " + quoted(name));
            }
            statement.execute("drop role if exists " + quoted(name));
        } catch (SQLException e) {
            // The program that created it may have just dropped it.
            if (!DEPENDENT_OBJECTS.equals(e.getSQLState()) && !UNDEFINED_OBJECT.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private String quoted(String name) throws SQLException {
        return connection.unwrap(PGConnection.class).escapeIdentifier(name);
    }
}
