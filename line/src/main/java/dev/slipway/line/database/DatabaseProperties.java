package dev.slipway.line.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** What a database has besides its objects, and a dump that is loaded into another one does not bring. */
public final class DatabaseProperties {
    /** The statements that give another database its rights, its limit and its comment. */
    private static final String STATEMENTS = """
            with one as (select *, ?::name as other from pg_database where datname = ?),
            numbered (number, statement) as (
            select 1, format('revoke all on database %I from public, %I', other, pg_get_userbyid(datdba)) from one
            union all
            select 2, format('grant %s on database %I to %s%s', a.privilege_type, other,
              case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end,
              case when a.is_grantable then ' with grant option' end)
            from one cross join lateral aclexplode(coalesce(datacl, acldefault('d', datdba))) a
            union all
            select 3, format('alter database %I with connection limit %s is_template %s',
              other, datconnlimit, datistemplate::text) from one
            union all
            select 4, format('comment on database %I is %L', other, shobj_description(oid, 'pg_database')) from one)
            select statement from numbered order by number""";

    private static final String COPY_SETTINGS = """
            insert into pg_db_role_setting (setdatabase, setrole, setconfig)
            select t.oid, s.setrole, s.setconfig
            from pg_db_role_setting s join pg_database f on f.oid = s.setdatabase cross join pg_database t
            where f.datname = ? and t.datname = ?""";

    private DatabaseProperties() {}

    /**
     * Gives a new database of the same owner the rights of all roles to another one, its connection limit, its comment, and
     * the settings of all roles' sessions there, as they are stored.
     *
     * @param connection of the superuser
     */
    public static void copy(Connection connection, String from, String to) throws SQLException {
        try (PreparedStatement settings = connection.prepareStatement(COPY_SETTINGS);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : Texts.of(connection, STATEMENTS, to, from)) {
                statement.execute(sql);
            }
            settings.setString(1, from);
            settings.setString(2, to);
            settings.executeUpdate();
        }
    }
}
