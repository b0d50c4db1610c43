package dev.slipway.line.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.pace.SwiftPace;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With a database that has no users, and at first no table of them. */
class FirstHandbookUserTest {
    private static final String PASSWORD = "a password";

    private final List<String> hashes = new ArrayList<>();
    private boolean hasTable;
    private int waits;

    @Test
    void isAddedOnceItsTableExists() throws SQLException {
        SwiftPace pace = new SwiftPace(Instant.EPOCH, () -> {
            waits++;
            hasTable = waits == 3;
        });
        assertThat(FirstHandbookUser.addOnceTableExists(users(), PASSWORD, pace))
                .isTrue();
        assertThat(waits).isEqualTo(3);
        assertThat(hashes).singleElement().matches(hash -> PasswordHash.matches(hash, PASSWORD));
    }

    @Test
    void isNotAwaitedLongerThanTwoMinutes() throws SQLException {
        SwiftPace pace = new SwiftPace();
        assertThat(FirstHandbookUser.addOnceTableExists(users(), PASSWORD, pace))
                .isFalse();
        assertThat(pace.now()).isEqualTo(Instant.EPOCH.plusSeconds(120));
        assertThat(hashes).isEmpty();
    }

    private HandbookUsers users() {
        return new HandbookUsers(stub(
                Connection.class,
                (self, method, arguments) ->
                        method.getName().equals("prepareStatement") ? statement(String.valueOf(arguments[0])) : null));
    }

    private PreparedStatement statement(String sql) {
        ResultSet rows = stub(ResultSet.class, (self, method, arguments) -> switch (method.getName()) {
            case "next" -> sql.contains("to_regclass");
            case "getBoolean" -> hasTable;
            default -> null;
        });
        return stub(PreparedStatement.class, (self, method, arguments) -> switch (method.getName()) {
            case "executeQuery" -> rows;
            case "executeUpdate" -> 1;
            case "setString" ->
                sql.startsWith("insert") && arguments[0].equals(2) ? hashes.add(String.valueOf(arguments[1])) : null;
            default -> null;
        });
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(FirstHandbookUserTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
