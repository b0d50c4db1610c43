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
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** With connections that note what is executed, and where. */
class RoleRemovalTest {
    private static final String DROP = "postgres: drop role if exists \"shop\"";
    private static final String IN_USE = "2BP01";

    private final List<String> executed = new ArrayList<>();

    /** What the next attempts to drop the role fail with. */
    private final Deque<String> states = new ArrayDeque<>();

    private final List<String> databases = new ArrayList<>();
    private Set<String> owning = Set.of();
    private Set<String> closed = Set.of();

    private void drop(String... attempts) throws SQLException {
        states.addAll(Arrays.asList(attempts));
        new RoleRemoval(connection("postgres"), this::connect).drop("shop");
    }

    @Test
    void looksNowhereElseForARoleThatNobodyGrantedAnything() throws SQLException {
        drop();
        assertThat(executed).containsExactly(DROP);
    }

    /** Any owner of a database may grant rights there to any role, which could then never be dropped. */
    @Test
    void revokesWhatOthersHaveGranted() throws SQLException {
        databases.addAll(List.of("billing", "postgres"));
        drop(IN_USE);
        assertThat(executed)
                .containsExactly(DROP, "billing: drop owned by \"shop\"", "postgres: drop owned by \"shop\"", DROP);
    }

    /** These may be in use there, and have rows. */
    @Test
    void leavesARoleThatOwnsObjectsInAnotherDatabase() throws SQLException {
        databases.addAll(List.of("billing", "orders"));
        owning = Set.of("billing");
        drop(IN_USE, IN_USE);
        assertThat(executed)
                .containsExactly(
                        DROP,
                        "orders: drop owned by \"shop\"",
                        DROP,
                        "postgres: revoke \"group\" from \"shop\"",
                        "postgres: revoke \"shop\" from \"member\"",
                        "postgres: alter role \"shop\" reset all");
    }

    @Test
    void leavesARoleWhoseRightsCannotBeRevoked() throws SQLException {
        databases.addAll(List.of("billing", "orders"));
        closed = Set.of("billing");
        drop(IN_USE, IN_USE);
        assertThat(executed)
                .contains("orders: drop owned by \"shop\"")
                .endsWith("postgres: alter role \"shop\" reset all");
    }

    /** By a grant whose transaction never ends. */
    @Test
    void leavesARoleThatAnotherSessionLocks() throws SQLException {
        drop("55P03", "55P03");
        assertThat(executed).endsWith("postgres: alter role \"shop\" reset all");
    }

    @Test
    void failsWherePostgresqlDoes() {
        assertThatThrownBy(() -> drop("57P01")).isInstanceOf(SQLException.class);
    }

    @Test
    void saysWhyARoleIsLeft() {
        assertThat(new LeftRole("shop", List.of("billing", "orders")).reason())
                .isEqualTo("the role shop is left, without login: it owns objects or has rights in billing, orders");
        assertThat(new LeftRole("shop", List.of()).reason()).endsWith(": another session had locked it");
    }

    private Connection connect(String database) throws SQLException {
        if (closed.contains(database)) {
            throw new SQLException("it accepts no connections", "55000");
        }
        return connection(database);
    }

    private Connection connection(String database) {
        return stub(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "prepareStatement" -> query(rows(database, String.valueOf(arguments[0])));
            case "createStatement" ->
                stub(
                        Statement.class,
                        (statement, execute, sql) ->
                                execute.getName().equals("execute") ? execute(database, String.valueOf(sql[0])) : null);
            case "unwrap" -> stub(PGConnection.class, (postgres, quote, names) -> "\"" + names[0] + "\"");
            default -> null;
        });
    }

    private List<String> rows(String database, String sql) {
        if (sql.contains("pg_auth_members")) {
            return List.of(sql.contains("select pg_get_userbyid(m.roleid)") ? "group" : "member");
        }
        if (sql.contains("deptype = 'o'")) {
            return owning.contains(database) ? List.of("1") : List.of();
        }
        return databases;
    }

    private boolean execute(String database, String sql) throws SQLException {
        if (sql.startsWith("set ")) {
            return false;
        }
        executed.add(database + ": " + sql);
        if (sql.startsWith("drop role") && !states.isEmpty()) {
            throw new SQLException("refused", states.remove());
        }
        return false;
    }

    private static PreparedStatement query(List<String> rows) {
        Iterator<String> left = List.copyOf(rows).iterator();
        ResultSet result = stub(ResultSet.class, (self, method, arguments) -> switch (method.getName()) {
            case "next" -> left.hasNext();
            case "getString" -> left.next();
            default -> null;
        });
        return stub(
                PreparedStatement.class,
                (self, method, arguments) -> method.getName().equals("executeQuery") ? result : null);
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(RoleRemovalTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
