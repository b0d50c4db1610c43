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
 * A login with the rights of one role and no others, until it is closed. A superuser's session that has done SET ROLE
 * can go back; a session of this cannot. One at a time on a server, each of another name: what runs as one of them may
 * leave objects behind, which are not to have the rights of a later one.
 */
public final class TemporaryLogin implements AutoCloseable {
    private static final String BEGINNING = "slipway-restoring.";
    private static final String DEPENDENT_OBJECTS = "2BP01";

    private final Connection connection;
    private final String user = BEGINNING + SecretFile.random();
    private final String password = SecretFile.random();

    private TemporaryLogin(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens it.
     *
     * @param connection of the superuser, open until this is closed
     * @param role whose rights it has
     */
    public static TemporaryLogin of(Connection connection, String role) throws SQLException {
        TemporaryLogin login = new TemporaryLogin(connection);
        // Those of a restoration that was killed.
        for (String former : login.names("""
                select rolname from pg_roles where starts_with(rolname, ?)""", BEGINNING)) {
            login.remove(former);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create role " + login.quoted(login.user)
                    + " nosuperuser nocreatedb nocreaterole noreplication in role " + login.quoted(role));
            Logins.password(connection, login.user, login.password);
            statement.execute("alter role " + login.quoted(login.user) + " login");
        }
        return login;
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
            statement.execute("drop role " + quoted(name));
        } catch (SQLException e) {
            if (!DEPENDENT_OBJECTS.equals(e.getSQLState())) {
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
