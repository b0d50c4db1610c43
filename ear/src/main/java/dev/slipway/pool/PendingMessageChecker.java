package dev.slipway.pool;

import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.jca.adapters.jdbc.spi.ValidConnectionChecker;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Tries a connection before the pool lends it by what the server has sent, instead of by a round trip for each statement.
 *
 * <p>A server that ends an idle connection says so in a message (SQLSTATE class 57P) and closes the socket. Either is found by a look at the
 * socket, for which the driver's own way to notifications serves: it reads what is there and throws what it finds. Its look costs nothing
 * with the sockets of {@link PeekableSocketFactory}.
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
