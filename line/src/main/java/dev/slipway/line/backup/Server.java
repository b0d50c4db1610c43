package dev.slipway.line.backup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A PostgreSQL on loopback: the line's, or one beside it.
 *
 * @param host where it is
 * @param port where it listens
 * @param password of its superuser
 */
record Server(String host, int port, String password) {
    static final String SUPERUSER = "postgres";

    /** Nothing of the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }

    Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("ApplicationName", "slipway backup");
        return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + database, properties);
    }

    /** The words of a client program, but for the database. */
    List<String> client(String program, String... options) {
        List<String> words = new ArrayList<>(
                List.of(program, "--host=" + host, "--port=" + port, "--username=" + SUPERUSER, "--no-password"));
        words.addAll(List.of(options));
        return words;
    }

    /** What a client program is told beside its words. */
    Map<String, String> environment() {
        return Map.of("PGPASSWORD", password, "PGCONNECT_TIMEOUT", "5");
    }

    /** The databases that are somebody's, with what each takes on disk, in bytes: not the server's own, and none that is being made. */
    List<Sized> databases() throws SQLException {
        try (Connection connection = connect(SUPERUSER);
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
     * @param bytes what it takes on disk
     */
    record Sized(String name, long bytes) {}
}
