package dev.slipway.line.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** With a connection that notes what is executed, and finds nothing. */
class TemporaryLoginTest {
    private final List<String> executed = new ArrayList<>();

    /** A member of pg_read_all_data reads pg_authid, and code of the owner's runs in the session. */
    @Test
    void readsWithTheOwnersRightsOnly() throws SQLException {
        TemporaryLogin login = TemporaryLogin.reading(connection(), "shop");
        assertThat(executed)
                .containsExactly(
                        "create role \"" + login.user()
                                + "\" nosuperuser nocreatedb nocreaterole noreplication bypassrls in role \"shop\"",
                        "alter role \"" + login.user() + "\" login");
    }

    @Test
    void loadsWithTheOwnersRightsOnly() throws SQLException {
        TemporaryLogin.of(connection(), "shop");
        assertThat(executed.get(0)).endsWith(" nosuperuser nocreatedb nocreaterole noreplication in role \"shop\"");
    }

    @Test
    void saysWhatItMayNotRead() {
        assertThat(new UnreadableObject("table public.\"a\nb\"", "postgres").reason("shop"))
                .startsWith("table public.\"a?b\" belongs to postgres, and shop may not read it")
                .contains("grant select on it to shop");
    }

    private Connection connection() {
        ResultSet none = stub(ResultSet.class, Map.of("next", false));
        PreparedStatement query = stub(PreparedStatement.class, Map.of("executeQuery", none));
        return stub(
                Connection.class,
                Map.of(
                        "prepareStatement",
                        query,
                        "createStatement",
                        stub(Statement.class, Map.of("execute", true)),
                        "unwrap",
                        stub(PGConnection.class, Map.of())));
    }

    /** Answers these methods, quotes identifiers, and does nothing else. */
    private <T> T stub(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                TemporaryLoginTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("escapeIdentifier")) {
                        return "\"" + arguments[0] + "\"";
                    }
                    if (method.getName().equals("execute")) {
                        executed.add(String.valueOf(arguments[0]));
                    }
                    return answers.get(method.getName());
                }));
    }
}
