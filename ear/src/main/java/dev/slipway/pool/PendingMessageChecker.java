package dev.slipway.pool;

import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.jca.adapters.jdbc.spi.ValidConnectionChecker;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Validates a connection before the pool lends it, by the data that the server has sent, without a round trip.
 *
 * <p>A server that ends an idle connection says so in a message (SQLSTATE class 57P) and closes the socket. The
 * driver's API for notifications detects both: it reads pending messages and throws their errors. With the sockets of
 * {@link PeekableSocketFactory}, that costs nothing.
 */
public final class PendingMessageChecker implements ValidConnectionChecker {
    @Override
    public @Nullable SQLException isValidConnection(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).getNotifications();
            return null;
        } catch (SQLException e) {
            return e;
        }
    }
}
