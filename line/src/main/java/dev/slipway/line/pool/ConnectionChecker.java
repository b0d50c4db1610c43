package dev.slipway.line.pool;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jboss.jca.adapters.jdbc.spi.ValidConnectionChecker;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Tries a connection before it is lent, so that a restart of the database fails no request; and spares the round trip where the connection
 * has answered a moment ago. A server that ends a connection says so, and what it said is then waiting to be read here, which takes no more
 * than a look at the socket.
 *
 * <p>IronJacamar has a checker for PostgreSQL that asks each time, and one that asks every so many seconds and looks at nothing meanwhile.
 */
public class ConnectionChecker implements ValidConnectionChecker, Serializable {
    private static final long serialVersionUID = 1L;
    private static final long FRESH = Duration.ofMillis(500).toNanos();
    private static final int SECONDS = 5;

    /** When each last answered, by {@link System#nanoTime()}; a connection that is gone takes its entry along. */
    private transient @Nullable Map<Connection, Long> answered;

    /** @return why the connection cannot be lent; null if it can */
    @Override
    @SuppressWarnings("NullAway") // the interface is not annotated
    public @Nullable SQLException isValidConnection(Connection connection) {
        try {
            Long last = answered().get(connection);
            if (last != null && System.nanoTime() - last < FRESH) {
                connection.unwrap(PGConnection.class).getNotifications();
                return null;
            }
            if (!connection.isValid(SECONDS)) {
                return new SQLException("The connection to the database has ended.");
            }
            answered().put(connection, System.nanoTime());
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    private synchronized Map<Connection, Long> answered() {
        if (answered == null) {
            answered = Collections.synchronizedMap(new WeakHashMap<>());
        }
        return answered;
    }
}
