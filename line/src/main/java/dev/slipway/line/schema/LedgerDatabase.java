package dev.slipway.line.schema;

import dev.slipway.line.http.CallException;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.setting.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Access to the ledger's database, for verbs of the line's owner. */
public final class LedgerDatabase {
    private static final String CONNECTION_EXCEPTION = "08";

    private LedgerDatabase() {}

    /** Work in the database. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it, on a connection in auto-commit mode. */
        T on(Connection connection) throws SQLException;
    }

    /**
     * Does some work with the ledger's owner role.
     *
     * @throws CallException if the database does not answer, or rejects something
     */
    public static <T> T with(Settings settings, Work<T> work) {
        try (Connection connection = DriverManager.getConnection(
                settings.database(), Services.LEDGER, settings.secret("slipway-db-password"))) {
            return work.on(connection);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(CONNECTION_EXCEPTION)) {
                throw new CallException("The database does not answer.", "./slipway up starts it.", e);
            }
            throw new CallException(
                    "The database refuses: " + String.valueOf(e.getMessage()).strip() + ".", "", e);
        }
    }
}
