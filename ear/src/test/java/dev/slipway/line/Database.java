package dev.slipway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The ledger's database of the running line, as the owner of its tables; without a connection, a statement has one of its own. */
public final class Database {
    private Database() {}

    /** Runs a statement that inserts, updates or deletes exactly one row. */
    public static void update(String sql, Object... values) {
        assertThat(execute(sql, values)).as(sql).isEqualTo(1);
    }

    /** Runs any statement; returns how many rows it changed. */
    public static int execute(String sql, Object... values) {
        return on(sql, values, statement -> {
            statement.execute();
            return statement.getUpdateCount();
        });
    }

    /** Runs a statement in a connection's transaction. */
    public static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.execute();
        }
    }

    /** Waits until another transaction waits for a lock that this connection holds. */
    public static void awaitWaiter(Connection holder) throws SQLException {
        int pid;
        try (Statement statement = holder.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            pid = row.getInt(1);
        }
        String waiting = "select pid from pg_locks where not granted and ? = any (pg_blocking_pids(pid))";
        await().until(() -> !texts(waiting, pid).isEmpty());
    }

    /** What is made of each row of the answer. */
    public static <T> List<T> query(String sql, SqlFunction<ResultSet, T> reading, Object... values) {
        return on(sql, values, statement -> {
            List<T> all = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(reading.apply(row));
                }
            }
            return all;
        });
    }

    /** The first column of each row of the answer. */
    public static List<String> texts(String sql, Object... values) {
        return query(sql, row -> row.getString(1), values);
    }

    private static <T> T on(String sql, Object[] values, SqlFunction<PreparedStatement, T> work) {
        try (Connection connection = Line.running().database();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return work.apply(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void bind(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** A function that may fail as JDBC does. */
    public interface SqlFunction<T, R> {
        /** Applies it. */
        R apply(T argument) throws SQLException;
    }
}
