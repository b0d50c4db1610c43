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
 * A PostgreSQL server on loopback: the line's, or a staged one.
 *
 * @param host where it is
 * @param port where it listens
 * @param password of its superuser
 */
record Server(String host, int port, String password) {
    static final String SUPERUSER = "postgres";

    /** Hides the password. */
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

    /** The command line of a client program, without the database. */
    List<String> client(String program, String... options) {
        List<String> words = new ArrayList<>(
                List.of(program, "--host=" + host, "--port=" + port, "--username=" + SUPERUSER, "--no-password"));
        words.addAll(List.of(options));
        return words;
    }

    /** The environment of a client program. */
    Map<String, String> environment() {
        return Map.of("PGPASSWORD", password, "PGCONNECT_TIMEOUT", "5");
    }

    /** The users' databases with their sizes; without templates and databases that are being created. */
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
     * @param bytes its size on disk
     */
    record Sized(String name, long bytes) {}
}
