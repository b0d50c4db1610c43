package dev.slipway.line.backup;

import dev.slipway.line.database.Superuser;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL server on loopback: the line's, or a staged one.
 *
 * @param host where it is
 * @param port where it listens
 * @param password of its superuser
 */
public record Server(String host, int port, String password) {
    /** Hides the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }

    public Connection connect(String database) throws SQLException {
        return Superuser.connect("jdbc:postgresql://" + host + ":" + port + "/" + database, password, "slipway backup");
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
        return Map.of("PGPASSWORD", password, "PGCONNECT_TIMEOUT", "5");
    }

    /** The users' databases with their sizes; without templates and databases that are being created. */
    List<Sized> databases() throws SQLException {
        try (Connection connection = connect(Superuser.NAME);
                PreparedStatement query = connection.prepareStatement("""
                        select datname, pg_database_size(oid) from pg_database
                        where not datistemplate and datallowconn and datname <> 'postgres' order by datname""");
                ResultSet rows = query.executeQuery()) {
            List<Sized> all = new ArrayList<>();
            while (rows.next()) {
                all.add(new Sized(rows.getString(1), rows.getLong(2)));
            }
            return all;
        }
    }

    /**
     * A database.
     *
     * @param name what it is called
     * @param bytes its size on disk
     */
    record Sized(String name, long bytes) {}
}
