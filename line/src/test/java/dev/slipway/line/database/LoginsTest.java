package dev.slipway.line.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** With a connection that notes what is executed, and finds each role. */
class LoginsTest {
    private static final String END = "select pg_terminate_backend(pid) from pg_stat_activity where usename = ?";
    private static final String DISABLE = "alter role \"shop\" nologin password null";
    private static final String LIMIT = "set lock_timeout = '1s'";
    private static final String NO_LIMIT = "reset lock_timeout";

    private final List<String> executed = new ArrayList<>();

    /** What the next attempts to disable the login fail with. */
    private final Deque<String> states = new ArrayDeque<>();

    /** A session that has begun to change its own role's password makes whoever alters the role wait. */
    @Test
    void endsSessionsBeforeItDisablesTheirLoginAndThoseThatHaveComeMeanwhile() throws SQLException {
        Logins.closeAndTerminate(connection(), "shop");
        assertThat(executed).containsExactly(LIMIT, END, DISABLE, NO_LIMIT, END);
    }

    /** One that was just being authenticated is not ended before. */
    @Test
    void endsSessionsAgainThatKeepItFromDisablingTheirLogin() throws SQLException {
        states.addAll(List.of("55P03", "XX000"));
        Logins.closeAndTerminate(connection(), "shop");
        assertThat(executed).containsExactly(LIMIT, END, DISABLE, END, DISABLE, END, DISABLE, NO_LIMIT, END);
    }

    @Test
    void triesNothingAgainThatFailsForAnotherReason() {
        states.add("42501");
        assertThatThrownBy(() -> Logins.closeAndTerminate(connection(), "shop")).isInstanceOf(SQLException.class);
        assertThat(executed).containsExactly(LIMIT, END, DISABLE, NO_LIMIT);
    }

    @Test
    void endsAtSomeTime() {
        states.addAll(Collections.nCopies(100, "55P03"));
        assertThatThrownBy(() -> Logins.closeAndTerminate(connection(), "shop")).isInstanceOf(SQLException.class);
        assertThat(executed)
                .endsWith(DISABLE, NO_LIMIT)
                .filteredOn(DISABLE::equals)
                .hasSize(10);
    }

    @Test
    void leavesTheSessionsOfALoginThatAnotherReplaces() throws SQLException {
        Logins.close(connection(), "shop");
        assertThat(executed).containsExactly(DISABLE);
    }

    /** The first role chooses them: a session of the superuser's that set them could lose its rights by them. */
    @Test
    void copiesTheSettingsOfTheFirstRoleWithoutSettingThem() throws SQLException {
        Logins.open(connection(), "shop", new DatabaseLogin("shop.2", "sesame"), 3);
        assertThat(executed)
                .noneMatch(sql -> sql.contains("set_config"))
                .endsWith("alter role \"shop.2\" set role = \"shop\"", "alter role \"shop.2\" login connection limit 3")
                .filteredOn(sql -> sql.contains("pg_db_role_setting"))
                .extracting(sql -> sql.substring(0, 6))
                .containsExactly("delete", "insert");
    }

    private Connection connection() {
        return stub(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "prepareStatement" -> statement(PreparedStatement.class, String.valueOf(arguments[0]));
            case "createStatement" -> statement(Statement.class, "");
            case "getAutoCommit" -> true;
            case "unwrap" -> stub(PGConnection.class, (postgres, quote, names) -> "\"" + names[0] + "\"");
            default -> null;
        });
    }

    private <T> T statement(Class<T> type, String prepared) {
        return stub(type, (self, method, arguments) -> switch (method.getName()) {
            case "executeQuery" -> stub(ResultSet.class, (rows, next, none) -> true);
            case "execute" -> execute(arguments == null ? prepared : String.valueOf(arguments[0]));
            default -> null;
        });
    }

    private boolean execute(String sql) throws SQLException {
        executed.add(sql);
        if (sql.equals(DISABLE) && !states.isEmpty()) {
            throw new SQLException("refused", states.remove());
        }
        return true;
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(LoginsTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
