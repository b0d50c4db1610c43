package dev.slipway.line.backup.dump;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The objects that determine how a database's rows are stored and read. PostgreSQL uses their current state even for an
 * earlier snapshot, in which a table truncated or rewritten since appears empty. Objects added since are not in the
 * snapshot. Excludes indexes, statistics, rights, and materialized views, whose rows are not dumped.
 *
 * @param objects the file and the columns of each table, and the like, by its kind and quoted name
 */
record Structure(SortedMap<String, String> objects) {
    private static final String OBJECTS = """
            select case c.relkind when 'S' then 'sequence ' when 'c' then 'type ' else 'table ' end
              || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
              pg_catalog.concat_ws(' ', c.oid, c.relfilenode, (
                select pg_catalog.string_agg(pg_catalog.concat_ws(' ', a.attnum, a.attname, a.atttypid), ', ' order by a.attnum)
                from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0))
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'S', 'c') and%1$s
            union all
            select 'type ' || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.typname),
              pg_catalog.concat_ws(' ', c.oid, (
                select pg_catalog.string_agg(e.enumlabel::text, ', ' order by e.enumsortorder)
                from pg_catalog.pg_enum e where e.enumtypid = c.oid))
            from pg_catalog.pg_type c join pg_catalog.pg_namespace n on n.oid = c.typnamespace
            where c.typtype = 'e' and%1$s""".formatted(ManifestBuilder.OWN);

    Structure {
        objects = new TreeMap<>(objects);
    }

    static Structure read(Statement statement) throws SQLException {
        SortedMap<String, String> objects = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(OBJECTS)) {
            while (rows.next()) {
                objects.put(rows.getString(1), rows.getString(2));
            }
        }
        return new Structure(objects);
    }

    /** The first object that is another one later, or gone, in words; empty if there is none. */
    Optional<String> changed(Structure later) {
        return objects.entrySet().stream()
                .filter(one -> !one.getValue().equals(later.objects.get(one.getKey())))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
