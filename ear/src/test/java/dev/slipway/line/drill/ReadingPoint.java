package dev.slipway.line.drill;

import dev.slipway.line.Database;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the ledger can be made to wait on its way from a record in a worker's audit log to its own commit. */
enum ReadingPoint {
    /** The record was read from the disk, and nothing is written yet. */
    BEFORE_THE_EVENT("before insert on event", "when (new.source = 'audit-log')"),
    /** The event is written. */
    BEFORE_THE_DEPLOYMENT("before insert on deployment", ""),
    /** The deployment is written, too. */
    BEFORE_THE_LINK("before update on event", "when (new.source = 'audit-log')"),
    /** All is written but how far the log was read. */
    BEFORE_THE_POSITION("before update on log_position", "when (new.line_end <> old.line_end)"),
    /** All is written, and the commit has begun. */
    IN_THE_COMMIT("after insert on event deferrable initially deferred", "when (new.source = 'audit-log')");

    /** Apart from the numbers of all other locks of this database. */
    private static final int BASE = 0x6472_0000;

    private static final String FUNCTION = """
            create or replace function drill_wait() returns trigger language plpgsql as $$
            begin
                perform pg_advisory_xact_lock_shared(%d + tg_argv[0]::int,
                    coalesce(substring(current_setting('application_name') from '^worker-([0-9])'), '0')::int);
                return new;
            end $$""".formatted(BASE);

    private final String event;
    private final String condition;

    ReadingPoint(String event, String condition) {
        this.event = event;
        this.condition = condition;
    }

    private String table() {
        return event.replaceFirst(".* on (\\w+).*", "$1");
    }

    private String trigger() {
        return "drill_" + name().toLowerCase(Locale.ROOT);
    }

    private String make() {
        return "create %strigger %s %s for each row %s execute function drill_wait('%d')"
                .formatted(event.contains("deferrable") ? "constraint " : "", trigger(), event, condition, ordinal());
    }

    /** Makes the ledger pass by each of them. */
    static void makeAll() {
        Database.execute(
                FUNCTION + ";" + Arrays.stream(values()).map(ReadingPoint::make).collect(Collectors.joining(";")));
    }

    /** It passes by none of them any more. */
    static void removeAll() {
        Database.execute(Arrays.stream(values())
                        .map(point -> "drop trigger if exists %s on %s".formatted(point.trigger(), point.table()))
                        .collect(Collectors.joining(";"))
                + ";drop function if exists drill_wait()");
    }

    /** Has a worker's ledger wait there, until that is given up on the same connection. */
    void close(Statement statement, int worker) throws SQLException {
        statement.execute("select pg_advisory_lock(%d, %d)".formatted(BASE + ordinal(), worker));
    }

    /** Lets it go on. */
    void open(Statement statement, int worker) throws SQLException {
        statement.execute("select pg_advisory_unlock(%d, %d)".formatted(BASE + ordinal(), worker));
    }
}
