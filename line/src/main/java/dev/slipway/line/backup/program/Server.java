package dev.slipway.line.backup.program;

import dev.slipway.line.database.Superuser;
import dev.slipway.line.database.TemporaryLogin;
import dev.slipway.line.database.Texts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL server on loopback: the line's, or a staged one.
 *
 * @param port where it listens
 * @param password of its superuser
 */
public record Server(String host, int port, String password) {
    private static final String APPLICATION = "slipway backup";

    /** Hides the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }

    public Connection connect(String database) throws SQLException {
        return Superuser.connect(url(database), password, APPLICATION);
    }

    /**
     * Connects to a database that may have code of its owner's in it, for one transaction, which may be idle for long. It
     * reads only: code that runs in it cannot give the login a password that it knows.
     */
    public Connection read(String database, TemporaryLogin login) throws SQLException {
        Connection connection = login.connect(url(database), APPLICATION);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set idle_in_transaction_session_timeout = 0");
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** The command line of a client program, without the database. */
    public List<String> client(String program, String... options) {
        return clientOf(Superuser.NAME, program, List.of(options));
    }

    /** The same for another login. */
    public List<String> clientOf(String user, String program, List<String> options) {
        List<String> words = new ArrayList<>(
                List.of(program, "--host=" + host, "--port=" + port, "--username=" + user, "--no-password"));
        words.addAll(options);
        return words;
    }

    /** The environment of a client program. */
    public Map<String, String> environment() {
        return environment(password);
    }

    /** The same for another login. */
    public static Map<String, String> environment(String password) {
        Map<String, String> environment = new HashMap<>(Superuser.environment(password));
        environment.put("PGCONNECT_TIMEOUT", "5");
        return environment;
    }

    /**
     * The users' databases with their sizes; without those that are being created. Also those that their owners have made
     * templates.
     */
    public List<Sized> databases() throws SQLException {
        try (Connection connection = connect(Superuser.NAME);
                PreparedStatement query = connection.prepareStatement("""
                        select datname, pg_database_size(oid) from pg_database
                        where datallowconn and datname not in ('postgres', 'template0', 'template1')
                        order by datname""");
                ResultSet rows = query.executeQuery()) {
            List<Sized> all = new ArrayList<>();
            while (rows.next()) {
                all.add(new Sized(rows.getString(1), rows.getLong(2)));
            }
            return all;
        }
    }

    /** The size of all of them, in bytes. */
    public long bytes() throws SQLException {
        return databases().stream().mapToLong(Sized::bytes).sum();
    }

    /**
     * The databases in use that accept no connections, as a killed restore leaves one; without those that a restore has
     * set aside, which have other names than their owners, and those that are being created, which have no rights yet.
     */
    public List<String> closed() throws SQLException {
        try (Connection connection = connect(Superuser.NAME)) {
            return Texts.of(connection, """
                        select datname from pg_database
                        where not datallowconn and datname = pg_get_userbyid(datdba) and datacl is not null
                        order by datname""");
        }
    }

    /**
     * @param name what it is called
     * @param bytes its size on disk
     */
    public record Sized(String name, long bytes) {}
}
