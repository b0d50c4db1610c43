package dev.slipway.line.backup.dump;

import dev.slipway.line.database.Texts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * A database's own connection limit, lifted until closed: it holds for all but superusers, so an owner's limit could keep
 * the dump from being loaded.
 */
final class ConnectionLimit implements AutoCloseable {
    private final Connection connection;
    private final String database;
    private final int limit;

    private ConnectionLimit(Connection connection, String database, int limit) {
        this.connection = connection;
        this.database = database;
        this.limit = limit;
    }

    /**
     * Lifts it.
     *
     * @param connection of the superuser, open until this is closed
     */
    static ConnectionLimit lift(Connection connection, String database) throws SQLException {
        List<String> limits = Texts.of(
                connection,
                "select datconnlimit::text from pg_database where datname = ? and datconnlimit >= 0",
                database);
        ConnectionLimit lifted =
                new ConnectionLimit(connection, database, limits.isEmpty() ? -1 : Integer.parseInt(limits.get(0)));
        lifted.set(-1);
        return lifted;
    }

    @Override
    public void close() throws SQLException {
        set(limit);
    }

    private void set(int to) throws SQLException {
        if (limit < 0) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter database "
                    + connection.unwrap(PGConnection.class).escapeIdentifier(database) + " connection limit " + to);
        }
    }
}
