package dev.slipway.line.doctor.service;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;

import dev.slipway.line.database.Superuser;
import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * PostgreSQL's connections.
 *
 * @param most that there may be
 * @param open that there are
 * @param services that the services' roles may open
 * @param isInContainers whether Compose's files say how many there may be
 */
public record DatabaseConnections(long most, long open, long services, boolean isInContainers) {
    /** Reserved for the ledger's workers, Keycloak, and administrators of the database. */
    private static final long LINE = 150;

    public static DatabaseConnections of(DoctorContext context) throws IOException {
        Settings settings = context.settings();
        try (Connection connection = Superuser.connect(
                        settings.database("postgres"), settings.secret("postgres-password"), "slipway doctor");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select current_setting('max_connections')::bigint,
                          (select count(*) from pg_stat_activity where backend_type = 'client backend'),
                          (select coalesce(sum(rolconnlimit), 0) from pg_roles where rolconnlimit > 0)""")) {
            row.next();
            return new DatabaseConnections(row.getLong(1), row.getLong(2), row.getLong(3), settings.isInContainers());
        } catch (SQLException e) {
            throw new IOException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    public List<Finding> findings() {
        return List.of(
                services + LINE <= most
                        ? good("Database: " + open + " of " + most + " connections are open; the services may open "
                                + services)
                        : warning("Database: the services may open " + services + " connections, and of " + most
                                + " the line itself needs " + LINE
                                + ": when they do, some are refused, also of sign-ins. "
                                + remedy()));
    }

    private String remedy() {
        long enough = services + LINE;
        return isInContainers
                ? "Give PostgreSQL max_connections=" + enough + ", and as many processes, in a Compose file of your own"
                : "Allow more: SLIPWAY_POSTGRES_CONNECTIONS=" + enough + " ./slipway up";
    }
}
