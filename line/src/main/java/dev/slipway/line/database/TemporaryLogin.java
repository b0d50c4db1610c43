package dev.slipway.line.database;

import dev.slipway.line.setting.SecretFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * A login with the rights of the role that owns a database, until it is closed: for whatever may run code that is stored
 * there. A plain query is enough for that, since the planner evaluates what is constant in an index's expressions. A
 * superuser's session that has done SET ROLE can go back; a session of this cannot. Each has another name: what runs as
 * one of them may leave objects behind, which are not to have the rights of a later one.
 */
public final class TemporaryLogin implements AutoCloseable {
    private static final String BEGINNING = "slipway-as-owner.";
    /** What earlier releases called them. */
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
     * @param owner whose rights it has
     */
    public static TemporaryLogin of(Connection connection, String owner) throws SQLException {
        TemporaryLogin login = new TemporaryLogin(connection);
        login.make(" in role " + login.quoted(owner));
        return login;
    }

    /**
     * Opens one that reads all that the owner may read, also rows that a policy hides from the owner. No more than that: who
     * reads all data reads the passwords' verifiers, too. {@link UnreadableObject} says what that leaves out.
     *
     * @param connection of the superuser, to the server's own database; open until this is closed
     * @param owner whose rights it has, too: nobody else reads large objects
     */
    public static TemporaryLogin reading(Connection connection, String owner) throws SQLException {
        TemporaryLogin login = new TemporaryLogin(connection);
        login.make(" bypassrls in role " + login.quoted(owner));
        return login;
    }

    private void make(String rights) throws SQLException {
        for (String beginning : List.of(BEGINNING, FORMER_BEGINNING)) {
            for (String former : names("select rolname from pg_roles where starts_with(rolname, ?)", beginning)) {
                removeUnlessInUse(former);
            }
        }
        // Until this is closed, or its connection is.
        names("select pg_advisory_lock(hashtext(?))::text", user);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create role " + quoted(user) + " nosuperuser nocreatedb nocreaterole noreplication" + rights);
            Logins.password(connection, user, password);
            statement.execute("alter role " + quoted(user) + " login");
        }
    }

    /** One whose program was killed. */
    private void removeUnlessInUse(String former) throws SQLException {
        if (names("select 'free' where pg_try_advisory_lock(hashtext(?))", former)
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
        names("select pg_advisory_unlock(hashtext(?))::text", name);
    }

    /** Connects with it, to find PostgreSQL's own functions and tables only. */
    public Connection connect(String url, String application) throws SQLException {
        return Superuser.connect(url, user, password, application);
    }

    /** The name to log in by. */
    public String user() {
        return user;
    }

    /** Its password. */
    public String password() {
        return password;
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return user;
    }

    @Override
    public void close() throws SQLException {
        remove(user);
        unlock(user);
    }

    /** Takes its rights away, and then the role, unless it owns anything. */
    private void remove(String name) throws SQLException {
        Logins.close(connection, name, true);
        try (Statement statement = connection.createStatement()) {
            for (String role : names("""
                    select pg_get_userbyid(m.roleid) from pg_auth_members m join pg_roles r on r.oid = m.member
                    where r.rolname = ?""", name)) {
                statement.execute("revoke " + quoted(role) + " from " + quoted(name));
            }
            statement.execute("drop role if exists " + quoted(name));
        } catch (SQLException e) {
            // Whoever made it may have removed it just now.
            if (!DEPENDENT_OBJECTS.equals(e.getSQLState()) && !UNDEFINED_OBJECT.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private List<String> names(String sql, String value) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, value);
            List<String> names = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    private String quoted(String name) throws SQLException {
        return connection.unwrap(PGConnection.class).escapeIdentifier(name);
    }
}
