package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;

import dev.slipway.line.database.Superuser;
import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The line's backups, as the ledger's database knows them; those before upgrades are not among them.
 *
 * @param taken when the newest one was begun; null if there is none
 * @param proven when one was last proven by a restore; null if none ever was
 * @param error why the last one or its proof failed, or what it lacks; null if successful
 */
public record Backups(
        @Nullable Instant taken,
        @Nullable Instant proven,
        @Nullable String error,
        Instant now) {
    /** As old as the ledger's alert lets the last proof be: a day, and the time that the next backup takes. */
    private static final Duration OLDEST = Duration.ofHours(26);

    /**
     * Reads them.
     *
     * @throws IOException if PostgreSQL does not answer
     */
    public static Backups of(DoctorContext context) throws IOException {
        // The line owns every object in that database.
        try (Connection connection = Superuser.connect(
                        context.settings().database("slipway"),
                        context.settings().secret("postgres-password"),
                        "slipway doctor");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select max(taken_at) filter (where snapshot is not null and taken_at <= now()),
                          max(proven_at) filter (where proven_at <= now()),
                          (array_agg(error order by taken_at desc) filter (where taken_at <= now()))[1]
                        from public.backup""")) {
            row.next();
            return new Backups(time(row, 1), time(row, 2), row.getString(3), Instant.now());
        } catch (SQLException e) {
            throw new IOException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    public List<Finding> findings() {
        if (taken == null && error == null) {
            return List.of(warning("No backup was ever taken. Have one taken and proven every night:"
                    + " SLIPWAY_BACKUP_TO=/mnt/backup ./slipway up"));
        }
        List<Finding> findings = new ArrayList<>();
        if (error != null) {
            findings.add(warning("The newest backup failed, or could not be proven by a restore. "
                    + error.lines().collect(Collectors.joining(" ")) + " Once that is solved: ./slipway backup"));
        }
        if (taken != null && isOld(taken)) {
            findings.add(warning("The newest backup is of " + taken + ": ./slipway backup takes one"));
        }
        if (proven == null) {
            findings.add(warning("No backup was ever proven by a restore: ./slipway backup prove"));
        } else if (isOld(proven)) {
            findings.add(warning("A backup was last proven on " + proven + ": ./slipway backup prove"));
        } else if (findings.isEmpty()) {
            findings.add(good("Backup: the newest is of " + taken + ", and one was last proven on " + proven));
        }
        return findings;
    }

    private boolean isOld(Instant time) {
        return time.plus(OLDEST).isBefore(now);
    }
}
