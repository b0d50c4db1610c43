package dev.slipway.line.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The extensions of a database, as superuser.
 *
 * @param url of the database, for JDBC
 * @param password of the superuser
 */
public record Extensions(String url, String password) {
    /** Hides the password. */
    @Override
    public String toString() {
        return url;
    }

    /** Those that only a superuser can create, by name, except those in the application's own schemas. */
    public List<String> ofSuperuser() throws SQLException {
        try (Connection connection = connect()) {
            return Texts.of(connection, """
                        select e.extname
                        from pg_extension e
                        join pg_namespace n on n.oid = e.extnamespace
                        join pg_available_extension_versions v on v.name = e.extname and v.version = e.extversion
                        where v.superuser and not v.trusted and (v.schema is not null or n.nspname = 'public')
                        order by e.extname""");
        }
    }

    /**
     * The tables and sequences that they register for dumps and that a role has no owner's rights to, such as
     * {@code spatial_ref_sys} of PostGIS; schema and name, each quoted where needed.
     */
    public List<String> tables(String role) throws SQLException {
        try (Connection connection = connect()) {
            return Texts.of(connection, """
                        select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where exists (select from pg_extension e where c.oid = any (e.extconfig))
                          and not pg_has_role(?::name, c.relowner, 'usage')
                        order by 1""", role);
        }
    }

    /** The foreign data wrappers that a role may use, each quoted where needed. */
    public List<String> wrappers(String role) throws SQLException {
        try (Connection connection = connect()) {
            return Texts.of(connection, """
                        select quote_ident(fdwname) from pg_foreign_data_wrapper
                        where has_foreign_data_wrapper_privilege(?::name, oid, 'usage')
                        order by 1""", role);
        }
    }

    /**
     * Lets a role use those wrappers that are there, as it needs to for a server.
     *
     * @param wrappers as {@link #wrappers} returns them
     */
    public void grant(List<String> wrappers, String role) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            String quoted = connection.unwrap(PGConnection.class).escapeIdentifier(role);
            List<String> there = Texts.of(connection, "select quote_ident(fdwname) from pg_foreign_data_wrapper");
            there.retainAll(wrappers);
            for (String wrapper : there) {
                statement.execute("grant usage on foreign data wrapper " + wrapper + " to " + quoted);
            }
        }
    }

    /** Creates some. Call it before the owner can create anything that their scripts might run. */
    public void make(List<String> names) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            // Target of extensions without a schema of their own.
            statement.execute("set search_path = public");
            for (String name : names) {
                String quoted = connection.unwrap(PGConnection.class).escapeIdentifier(name);
                statement.execute("create extension if not exists " + quoted + " cascade");
            }
        }
    }

    private Connection connect() throws SQLException {
        return Superuser.connect(url, password, "slipway groups");
    }
}
