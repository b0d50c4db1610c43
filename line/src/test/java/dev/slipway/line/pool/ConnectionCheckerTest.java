package dev.slipway.line.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class ConnectionCheckerTest {
    private static final SQLException FAREWELL =
            new SQLException("terminating connection due to administrator command", "57P01");

    private final ConnectionChecker checker = new ConnectionChecker();
    private final List<String> asked = new ArrayList<>();
    private boolean isAlive = true;
    private boolean isEnded;

    @Test
    void asksOnceAndThenLooksAtWhatTheServerHasSent() {
        Connection connection = connection();
        assertThatObject(checker.isValidConnection(connection)).isNull();
        assertThatObject(checker.isValidConnection(connection)).isNull();
        assertThat(asked).containsExactly("isValid", "getNotifications");
    }

    @Test
    void asksEachConnectionForItself() {
        assertThatObject(checker.isValidConnection(connection())).isNull();
        assertThatObject(checker.isValidConnection(connection())).isNull();
        assertThat(asked).containsExactly("isValid", "isValid");
    }

    @Test
    void lendsNoneThatTheServerHasEndedSince() {
        Connection connection = connection();
        assertThatObject(checker.isValidConnection(connection)).isNull();
        isEnded = true;
        assertThatObject(checker.isValidConnection(connection)).isSameAs(FAREWELL);
    }

    @Test
    void lendsNoneThatDoesNotAnswer() {
        isAlive = false;
        assertThatObject(checker.isValidConnection(connection())).isInstanceOf(SQLException.class);
    }

    private Connection connection() {
        PGConnection driver = proxy(PGConnection.class, method -> {
            if (isEnded) {
                throw FAREWELL;
            }
            return new PGNotification[0];
        });
        return proxy(Connection.class, method -> method.equals("isValid") ? (Object) isAlive : driver);
    }

    private <T> T proxy(Class<T> type, Reply reply) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    case "unwrap" -> reply.to("unwrap");
                    default -> {
                        asked.add(method.getName());
                        yield reply.to(method.getName());
                    }
                }));
    }

    private interface Reply {
        Object to(String method) throws SQLException;
    }
}
