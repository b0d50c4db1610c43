package dev.slipway.line.backup.dump;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Builds a database's manifest.
 *
 * @param connection of a {@link dev.slipway.line.database.TemporaryLogin} that reads all of it, for this runs code of the
 *     database's owner; in a repeatable-read transaction
 */
record ManifestBuilder(Connection connection) {
    /** Session settings that make a row's text independent of the server's and database's settings. */
    private static final List<String> SESSION_SETTINGS = List.of(
            "set search_path = ''",
            "set datestyle = 'ISO, YMD'",
            "set intervalstyle = 'iso_8601'",
            "set timezone = 'UTC'",
            "set extra_float_digits = 3",
            "set bytea_output = 'hex'",
            "set xmloption = 'content'",
            "set lc_monetary = 'C'",
            "set statement_timeout = 0",
            // A service may lock its own tables for ever. pg_dump waits as long.
            "set lock_timeout = '60s'",
            "set row_security = off");

    /** Excludes system objects and those that belong to extensions. */
    static final String OWN = """
             n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
            and not exists (select from pg_catalog.pg_depend e where e.objid = c.oid and e.deptype = 'e')""";

    private static final String RELATIONS = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = any (string_to_array('%s', null)::"char"[]) and""" + OWN + " order by 1";

    /**
     * Counts the objects that pg_dump writes, without invalid indexes, and without rights stored only because others
     * were revoked. Does not count rights of the database's owner either, who owns all objects of a restored database.
     */
    private static final String OBJECTS = """
            select 'valid indexes', count(*) from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_index i on i.indexrelid = c.oid
            where i.indisready and (i.indisvalid or c.relkind = 'I') and%1$s
            union all
            select 'views', count(*) from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'v' and%1$s
            union all
            select 'functions', count(*) from pg_catalog.pg_proc c join pg_catalog.pg_namespace n on n.oid = c.pronamespace where%1$s
            union all
            select 'constraints', count(*) from pg_catalog.pg_constraint c join pg_catalog.pg_namespace n on n.oid = c.connamespace
            where%1$s
            union all
            select 'triggers', count(*) from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and%1$s
            union all
            select 'granted rights', count(*) from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            cross join lateral pg_catalog.aclexplode(c.relacl) a
            join pg_catalog.pg_database d on d.datname = pg_catalog.current_database()
            where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and a.grantee not in (c.relowner, d.datdba) and%1$s""".formatted(OWN);

    /**
     * Uses PostgreSQL's large object functions, since only the superuser can read the system table. Counts pages, as
     * earlier manifests do, in reads of a megabyte.
     */
    private static final String LARGE = """
            with recursive part (loid, begins, bytes) as (
              select m.oid, 0::bigint, pg_catalog.length(pg_catalog.lo_get(m.oid, 0, 1048576))
              from pg_catalog.pg_largeobject_metadata m
              union all
              select loid, begins + 1048576, pg_catalog.length(pg_catalog.lo_get(loid, begins + 1048576, 1048576))
              from part where bytes = 1048576)
            select count(*), coalesce(sum(pg_catalog.hashtextextended(loid || ' ' || begins / 2048 + page || ' '
              || pg_catalog.lo_get(loid, begins + page * 2048, 2048)::text, 0)), 0)::text
            from part cross join lateral pg_catalog.generate_series(0, (bytes + 2047) / 2048 - 1) page""";

    /**
     * Builds it.
     *
     * @param progress receives, before each table, the number done and the total
     */
    Manifest manifest(String database, BiConsumer<Integer, Integer> progress) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            fixSessionSettings(statement);
            SortedMap<String, TableChecksum> tables = new TreeMap<>();
            List<String> names = names(statement, "r");
            for (String table : names) {
                progress.accept(tables.size(), names.size());
                tables.put(table, sum(statement, table));
            }
            TableChecksum large = large(statement);
            if (large.rows() > 0) {
                tables.put("pg_catalog.pg_largeobject", large);
            }
            return new Manifest(database, tables, sequences(statement), objects(statement));
        }
    }

    /** The present state of each sequence: a transaction's snapshot does not have them. */
    SortedMap<String, SequenceSpan> sequences() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            fixSessionSettings(statement);
            return sequences(statement);
        }
    }

    /** The objects that determine how rows are stored and read, in this transaction's snapshot. */
    Structure structure() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            fixSessionSettings(statement);
            return Structure.read(statement);
        }
    }

    private static void fixSessionSettings(Statement statement) throws SQLException {
        for (String setting : SESSION_SETTINGS) {
            statement.execute(setting);
        }
    }

    private static SortedMap<String, SequenceSpan> sequences(Statement statement) throws SQLException {
        SortedMap<String, SequenceSpan> sequences = new TreeMap<>();
        for (String sequence : names(statement, "S")) {
            try (ResultSet row = statement.executeQuery("select last_value, is_called from " + sequence)) {
                row.next();
                SequenceSpan.State now = new SequenceSpan.State(row.getLong(1), row.getBoolean(2));
                sequences.put(sequence, new SequenceSpan(now, now));
            }
        }
        return sequences;
    }

    private static List<String> names(Statement statement, String kinds) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(RELATIONS.formatted(kinds))) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /**
     * By an alias that no column has, since a column of that name would take precedence; and by PostgreSQL's own
     * function, since the table's owner may have defined a cast of its rows to text.
     */
    private static TableChecksum sum(Statement statement, String table) throws SQLException {
        return first(
                statement,
                "select count(*), coalesce(sum(pg_catalog.hashtextextended(pg_catalog.record_out(\"the row\")::text, 0)), 0)::text from only "
                        + table + " \"the row\"");
    }

    private static TableChecksum large(Statement statement) throws SQLException {
        return first(statement, LARGE);
    }

    private static TableChecksum first(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return new TableChecksum(row.getLong(1), row.getString(2));
        }
    }

    private static SortedMap<String, Long> objects(Statement statement) throws SQLException {
        SortedMap<String, Long> objects = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(OBJECTS)) {
            while (rows.next()) {
                objects.put(rows.getString(1), rows.getLong(2));
            }
        }
        return objects;
    }
}
