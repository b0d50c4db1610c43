package dev.slipway.line.schema;

import dev.slipway.line.http.CallException;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.setting.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The ledger's database, for verbs of the line's owner. */
public final class LedgerDatabase {
    private static final String CONNECTION_EXCEPTION = "08";

    private LedgerDatabase() {}

    /** Work in the database. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it, on a connection that commits each statement. */
        T on(Connection connection) throws SQLException;
    }

    /**
     * Does some work as the ledger's own user.
     *
     * @throws CallException when the database does not answer, or refuses
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
