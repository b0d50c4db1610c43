package dev.slipway.line.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * The line's PostgreSQL, as superuser.
 *
 * @param url of the server's own database, for JDBC
 * @param password of its superuser
 */
public record Postgres(String url, String password) {
    private static final String APPLICATION = "slipway groups";
    private static final String WRONG_PASSWORD = "28P01";
    private static final String ROLE = "select 1 from pg_roles where rolname = ?";
    /** Arbitrary, but unique among the advisory locks. */
    private static final long MAKING = 0x534c_4950;

    /** Hides the password. */
    @Override
    public String toString() {
        return url;
    }

    /**
     * Creates a role, which cannot log in yet, and a database that it owns and no other role may connect to, unless they
     * exist. One that {@link #isClosed} stays so.
     */
    public void make(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            // Concurrent GRANTs on one database fail, so serialize them. The lock ends with the connection.
            statement.execute("select pg_advisory_lock(" + MAKING + ")");
            PGConnection postgres = connection.unwrap(PGConnection.class);
            String quoted = postgres.escapeIdentifier(name);
            if (!has(connection, ROLE, name)) {
                statement.execute("create role " + quoted + " nosuperuser nocreatedb nocreaterole noreplication");
            }
            // By default every role may connect to these and to each new database, so connections stay disabled until
            // revoked.
            statement.execute("revoke connect, temporary on database template1 from public");
            if (!exists(connection, name)) {
                statement.execute("create database " + quoted + " owner " + quoted + " allow_connections false");
            }
            if (!isClosed(connection, name)) {
                connection.setAutoCommit(false);
                statement.execute("revoke all on database " + quoted + " from public");
                statement.execute("alter database " + quoted + " allow_connections true");
                connection.commit();
            }
        }
    }

    /** Whether a database accepts no connections on purpose, and not because it is only being made. */
    public boolean isClosed(String name) throws SQLException {
        try (Connection connection = connect()) {
            return isClosed(connection, name);
        }
    }

    private static boolean isClosed(Connection connection, String name) throws SQLException {
        return has(
                connection,
                "select 1 from pg_database where datname = ? and not datallowconn and datacl is not null",
                name);
    }

    /**
     * Has a database accept no connections.
     *
     * @param connection of the superuser, to another database
     */
    public static void closeDatabase(Connection connection, String name) throws SQLException {
        String quoted = connection.unwrap(PGConnection.class).escapeIdentifier(name);
        try (Statement statement = connection.createStatement()) {
            statement.execute("revoke all on database " + quoted + " from public");
            statement.execute("alter database " + quoted + " allow_connections false");
        }
    }

    /** The same. */
    public void closeDatabase(String name) throws SQLException {
        try (Connection connection = connect()) {
            closeDatabase(connection, name);
        }
    }

    /** Has a database accept connections again, such as one that a restore could not load. */
    public void openDatabase(String name) throws SQLException {
        try (Connection connection = connect()) {
            openDatabase(connection, name);
        }
    }

    /**
     * The same.
     *
     * @param connection of the superuser, to another database
     */
    public static void openDatabase(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter database "
                    + connection.unwrap(PGConnection.class).escapeIdentifier(name) + " allow_connections true");
        }
    }

    /**
     * Puts an empty database that accepts no connections in the place of one, whether that exists or not. It belongs to the
     * role of its name, if there is one.
     *
     * @param connection of the superuser, to another database
     */
    public static void emptyDatabase(Connection connection, String name) throws SQLException {
        dropDatabase(connection, name);
        String quoted = connection.unwrap(PGConnection.class).escapeIdentifier(name);
        String owner = has(connection, ROLE, name) ? " owner " + quoted : "";
        try (Statement statement = connection.createStatement()) {
            statement.execute("create database " + quoted + owner + " allow_connections false");
        }
        closeDatabase(connection, name);
    }

    public boolean exists(String name) throws SQLException {
        try (Connection connection = connect()) {
            return exists(connection, name);
        }
    }

    /**
     * A database's size on disk, in bytes.
     *
     * @throws SQLException also if it does not exist
     */
    public long bytes(String name) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement("select pg_database_size(?::name)")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Gives a role's sessions in the database of its name the settings that another role's have in that one's. */
    public void copySettings(String from, String to) throws SQLException {
        try (Connection connection = connect()) {
            RoleSettings.copy(connection, from, to);
        }
    }

    private static List<String> pair(Connection connection, String name) throws SQLException {
        String other = DatabaseLogin.other(name);
        return has(connection, ROLE, other) ? List.of(name, other) : List.of(name);
    }

    /**
     * Drops both, terminating connections, with databases that a restore has set aside, which the role owns too. A role
     * that has objects or rights in another database may be {@link #left}.
     */
    public void drop(String name) throws SQLException {
        try (Connection connection = connect()) {
            closeAllAndTerminate(connection, name);
            dropDatabase(connection, name);
            for (String aside : putAside(connection, name)) {
                dropDatabase(connection, aside);
            }
            RoleRemoval roles = new RoleRemoval(connection, this::connect);
            roles.drop(DatabaseLogin.other(name));
            roles.drop(name);
        }
    }

    /** The role that dropping has left; empty if none. */
    public Optional<LeftRole> left(String name) throws SQLException {
        try (Connection connection = connect()) {
            return RoleRemoval.left(connection, name);
        }
    }

    /**
     * Drops a database, if it exists. Not as a template, which PostgreSQL does not drop, and which its owner may have made it.
     *
     * @param connection of the superuser, to another database
     */
    public static void dropDatabase(Connection connection, String database) throws SQLException {
        try (PreparedStatement ordinary = connection.prepareStatement(
                        "update pg_database set datistemplate = false where datname = ? and datistemplate");
                Statement statement = connection.createStatement()) {
            ordinary.setString(1, database);
            ordinary.executeUpdate();
            statement.execute("drop database if exists "
                    + connection.unwrap(PGConnection.class).escapeIdentifier(database) + " with (force)");
        }
    }

    /**
     * Enables a login to the role's database.
     *
     * @param connections the connection limit
     */
    public void open(String role, DatabaseLogin login, int connections) throws SQLException {
        try (Connection connection = connect()) {
            Logins.open(connection, role, login, connections);
        }
    }

    /**
     * Enables another login to the role's database.
     *
     * @param as the present login, whose connection limit is copied
     */
    public void open(String role, DatabaseLogin login, DatabaseLogin as) throws SQLException {
        try (Connection connection = connect()) {
            Logins.open(connection, role, login, Logins.limit(connection, as.user()));
        }
    }

    /**
     * Disables the other login of the pair; its sessions go on.
     *
     * @param login the remaining one
     */
    public void closeOther(String role, DatabaseLogin login) throws SQLException {
        try (Connection connection = connect()) {
            Logins.close(connection, other(role, login));
        }
    }

    /**
     * Disables the other login of the pair, and terminates its sessions.
     *
     * @param login the remaining one
     */
    public void closeOtherAndTerminate(String role, DatabaseLogin login) throws SQLException {
        try (Connection connection = connect()) {
            Logins.closeAndTerminate(connection, other(role, login));
        }
    }

    private static String other(String role, DatabaseLogin login) {
        return login.turned(role, "").user();
    }

    /** Disables all logins to the role's database, and terminates their sessions. */
    public void closeAllAndTerminate(String role) throws SQLException {
        try (Connection connection = connect()) {
            closeAllAndTerminate(connection, role);
        }
    }

    private static void closeAllAndTerminate(Connection connection, String role) throws SQLException {
        for (String one : pair(connection, role)) {
            Logins.closeAndTerminate(connection, one);
        }
    }

    /** Whether this is the superuser's password; throws if the server does not answer. */
    public boolean isPasswordValid() throws SQLException {
        try (Connection connection = connect()) {
            return connection.isValid(0);
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Changes a role's password; existing sessions go on. */
    public void password(String role, String another) throws SQLException {
        try (Connection connection = connect()) {
            Logins.password(connection, role, another);
        }
    }

    /** One that an earlier release was restoring has an underscore for the dot. */
    private static List<String> putAside(Connection connection, String name) throws SQLException {
        return Texts.of(connection, """
                select d.datname from pg_database d join pg_roles r on r.oid = d.datdba
                where r.rolname = ? and d.datname ~ '(_before_[0-9]{8}T[0-9]{6}|[._]restored)$'""", name);
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        return has(connection, "select 1 from pg_database where datname = ?", name);
    }

    private static boolean has(Connection connection, String question, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(question)) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private Connection connect() throws SQLException {
        return Superuser.connect(url, password, APPLICATION);
    }

    private Connection connect(String database) throws SQLException {
        String server = url.substring(0, url.lastIndexOf('/') + 1);
        return Superuser.connect(server + URLEncoder.encode(database, UTF_8), password, APPLICATION);
    }
}
