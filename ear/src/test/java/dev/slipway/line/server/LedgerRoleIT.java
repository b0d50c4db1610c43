package dev.slipway.line.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.line.Line;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has taken the ledger over cannot rewrite what it has on record: not as the role that it runs as. */
class LedgerRoleIT {
    private static final String REFUSED = "42501";

    private Connection database;

    @BeforeEach
    void connect() throws SQLException {
        database = Line.running().databaseAsLedger();
    }

    @AfterEach
    void disconnect() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approval",
                "audit_head",
                "audit_key",
                "audit_link",
                "certificate_event",
                "deployment_request_step",
                "environment",
                "evidence",
                "evidence_failure",
                "evidence_part",
                "flyway_schema_history",
                "gate_decision",
                "handbook_user",
                "log_gap",
                "notification_attempt",
                "person_change",
                "policy",
                "release",
                "release_commit",
                "service_definition"
            })
    void rewritesNoRecord(String table) throws SQLException {
        assertRefused("delete from " + table);
        assertRefused("truncate " + table);
        for (String column : columns(table)) {
            assertRefused("update " + table + " set " + column + " = " + column);
        }
    }

    /** But for the deployment that an event turns out to be about. */
    @Test
    void rewritesNoEvent() throws SQLException {
        assertRefused("delete from event");
        List<String> columns = columns("event");
        assertThat(columns).contains("deployment_id", "payload");
        columns.remove("deployment_id");
        for (String column : columns) {
            assertRefused("update event set " + column + " = " + column);
        }
    }

    /**
     * Keycloak's import of a realm is one transaction, which pauses for minutes on a slow machine. The owners of schemas, as all services
     * are, have no limit: Flyway's transaction pauses while it migrates by another.
     */
    @Test
    void aloneMayNotPauseForLongerThanAMinute() throws SQLException {
        assertThat(read(database, "select current_setting('idle_in_transaction_session_timeout')"))
                .isEqualTo("1min");
        assertThat(read(database, """
                        select array_to_string(setconfig, ' ')
                        from pg_db_role_setting where setrole = 'keycloak'::regrole""")).isEqualTo("idle_in_transaction_session_timeout=5min");
        try (Connection owner = Line.running().database()) {
            assertThat(read(owner, "select current_setting('idle_in_transaction_session_timeout')"))
                    .isEqualTo("0");
        }
    }

    private static String read(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    @Test
    void removesNoDeployment() throws SQLException {
        assertRefused("delete from deployment");
        assertRefused("delete from deployment_request");
        assertRefused("delete from service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table loot (a int)",
                "alter table event add loot int",
                "drop table event",
                "alter table event owner to ledger",
                "create function loot() returns int language sql as 'select 1'",
                "set role slipway",
                "create role loot",
                "insert into handbook_user (name, password_hash) values ('loot', '')"
            })
    void gainsNoMore(String statement) {
        assertRefused(statement);
    }

    private void assertRefused(String sql) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> {
                    try (Statement statement = database.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .as(sql)
                .extracting(SQLException::getSQLState)
                .isEqualTo(REFUSED);
    }

    private List<String> columns(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = database.getMetaData().getColumns(null, "public", table, null)) {
            while (rows.next()) {
                columns.add(rows.getString("COLUMN_NAME"));
            }
        }
        assertThat(columns).as(table).isNotEmpty();
        return columns;
    }
}
