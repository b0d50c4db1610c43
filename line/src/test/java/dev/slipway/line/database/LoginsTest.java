package dev.slipway.line.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** With a connection that notes what is executed, and finds each role. */
class LoginsTest {
    private static final String END = "select pg_terminate_backend(pid) from pg_stat_activity where usename = ?";
    private static final String DISABLE = "alter role \"shop\" nologin password null";

    private final List<String> executed = new ArrayList<>();

    /** A session that has begun to change its own role's password makes whoever alters the role wait. */
    @Test
    void endsSessionsBeforeItDisablesTheirLoginAndThoseThatHaveComeMeanwhile() throws SQLException {
        Logins.close(connection(), "shop", true);
        assertThat(executed).containsExactly(END, DISABLE, END);
    }

    @Test
    void leavesTheSessionsOfALoginThatAnotherReplaces() throws SQLException {
        Logins.close(connection(), "shop", false);
        assertThat(executed).containsExactly(DISABLE);
    }

    private Connection connection() {
        return stub(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "prepareStatement" -> statement(PreparedStatement.class, String.valueOf(arguments[0]));
            case "createStatement" -> statement(Statement.class, "");
            case "unwrap" -> stub(PGConnection.class, (postgres, quote, names) -> "\"" + names[0] + "\"");
            default -> null;
        });
    }

    private <T> T statement(Class<T> type, String prepared) {
        return stub(type, (self, method, arguments) -> switch (method.getName()) {
            case "executeQuery" -> stub(ResultSet.class, (rows, next, none) -> true);
            case "execute" -> executed.add(arguments == null ? prepared : String.valueOf(arguments[0]));
            default -> null;
        });
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(LoginsTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
