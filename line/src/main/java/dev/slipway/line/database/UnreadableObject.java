package dev.slipway.line.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * An object whose data belongs in a dump but which the dump's login cannot read, such as a table created by an
 * administrator.
 *
 * @param name its kind and its quoted name
 */
public record UnreadableObject(String name, String owner) {
    /**
     * The objects that pg_dump locks or reads; of an extension's tables, only those that the extension registers for
     * dumps. The result grants no rights, so a service's influence on it is harmless.
     */
    private static final String FIRST = """
            select case c.relkind when 'S' then 'sequence ' else 'table ' end
              || quote_ident(n.nspname) || '.' || quote_ident(c.relname), pg_get_userbyid(c.relowner)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'S') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
              and not (has_schema_privilege(?::name, n.oid, 'usage') and has_table_privilege(?::name, c.oid, 'select'))
              and (exists (select from pg_extension x where c.oid = any (x.extconfig))
                or not exists (select from pg_depend e
                  where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e'))
            union all
            select 'large object ' || m.oid, pg_get_userbyid(m.lomowner)
            from pg_largeobject_metadata m
            where not pg_has_role(?::name, m.lomowner, 'usage')
              and not exists (select from aclexplode(m.lomacl) a
                where a.privilege_type = 'SELECT' and (a.grantee = 0 or pg_has_role(?::name, a.grantee, 'usage')))
            order by 1 limit 1""";

    private static final int LOGINS = 4;

    /**
     * The first one by name; empty if there is none.
     *
     * @param superuser a session of the superuser in that database, which reads PostgreSQL's own tables only
     * @param login that is to dump it
     */
    public static Optional<UnreadableObject> first(Connection superuser, TemporaryLogin login) throws SQLException {
        try (PreparedStatement query = superuser.prepareStatement(FIRST)) {
            for (int i = 1; i <= LOGINS; i++) {
                query.setString(i, login.user());
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new UnreadableObject(row.getString(1), row.getString(2)))
                        : Optional.empty();
            }
        }
    }

    /**
     * The problem and its fix, in one line.
     *
     * @param reader the owner of the database, who may not read it
     */
    public String reason(String reader) {
        return (name + " belongs to " + owner + ", and " + reader
                        + " may not read it: as superuser, grant select on it to " + reader
                        + ", and usage of its schema, or make " + reader + " its owner")
                .replaceAll("\\p{Cntrl}", "?");
    }
}
