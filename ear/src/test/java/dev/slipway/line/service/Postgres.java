package dev.slipway.line.service;

import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL as the native line has it, empty, for one test. It may take a moment until it listens. */
final class Postgres implements AutoCloseable {
    private static final String SERVE = """
            set -e
            become() { if ((EUID == 0)); then exec setpriv --reuid=slipway-app --regid=slipway-app --clear-groups "$@"; else exec "$@"; fi; }
            mkdir postgres
            cd postgres
            tar -xJf "$1"/postgres-linux-*.txz
            echo "$3" >password
            if ((EUID == 0)); then chown slipway-app: . password; fi
            (become bin/initdb -D data -U shop -A scram-sha-256 --pwfile=password -N --no-locale -E UTF8)
            become bin/postgres -D data -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off
            """;

    static final String PASSWORD = "of the database";

    private final int port;
    private final Process process;

    Postgres(Path folder, int port) throws IOException {
        this.port = port;
        process = new ProcessBuilder(
                        "bash",
                        "-c",
                        SERVE,
                        "postgres",
                        Line.checkout().resolve("target/postgresql").toString(),
                        String.valueOf(port),
                        PASSWORD)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("postgres.log").toFile())
                .start();
    }

    String query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "shop", PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
