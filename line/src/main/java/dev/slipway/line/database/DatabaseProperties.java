package dev.slipway.line.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What a database has besides its objects, and a dump that is loaded into another one does not bring. */
public final class DatabaseProperties {
    private static final String COPY_SETTINGS = """
            insert into pg_db_role_setting (setdatabase, setrole, setconfig)
            select t.oid, s.setrole, s.setconfig
            from pg_db_role_setting s join pg_database f on f.oid = s.setdatabase cross join pg_database t
            where f.datname = ? and t.datname = ?""";

    private DatabaseProperties() {}

    /**
     * Gives a new database the settings of all roles' sessions that another one has, as they are stored.
     *
     * @param connection of the superuser
     */
    public static void copy(Connection connection, String from, String to) throws SQLException {
        try (PreparedStatement settings = connection.prepareStatement(COPY_SETTINGS)) {
            settings.setString(1, from);
            settings.setString(2, to);
            settings.executeUpdate();
        }
    }
}
