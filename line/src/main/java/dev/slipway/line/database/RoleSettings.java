package dev.slipway.line.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The settings with which sessions begin, such as a search path: a database's, a role's, and a role's in a database, of which
 * later ones take precedence.
 */
final class RoleSettings {
    private RoleSettings() {}

    /**
     * Gives the sessions of a role, and of the other one of its pair, the settings in the database of its name that another
     * role's have in that one's. Copies them as they are stored: a session of the superuser's that set them would be subject
     * to what the other role has chosen. Not the role to take on, which the sessions may not.
     *
     * @param connection of the superuser
     */
    static void copy(Connection connection, String from, String to) throws SQLException {
        try (PreparedStatement copy = connection.prepareStatement("""
                        with setting as (
                          select distinct on (split_part(one, '=', 1)) one
                          from pg_db_role_setting s
                          left join pg_database d on d.oid = s.setdatabase
                          left join pg_roles r on r.oid = s.setrole
                          cross join unnest(s.setconfig) as one
                          where (d.datname = ? or r.rolname = ?)
                            and coalesce(d.datname, ?) = ? and coalesce(r.rolname, ?) = ?
                            and split_part(one, '=', 1) not in ('role', 'session_authorization')
                          order by split_part(one, '=', 1), s.setrole <> 0 desc, s.setdatabase <> 0 desc)
                        insert into pg_db_role_setting (setdatabase, setrole, setconfig)
                        select d.oid, r.oid, array(select one from setting)
                        from pg_database d cross join pg_roles r
                        where d.datname = ? and r.rolname in (?, ?) and exists (select from setting)""")) {
            for (int i = 1; i <= 6; i++) {
                copy.setString(i, from);
            }
            copy.setString(7, to);
            copy.setString(8, to);
            copy.setString(9, DatabaseLogin.other(to));
            copy.executeUpdate();
        }
    }
}
