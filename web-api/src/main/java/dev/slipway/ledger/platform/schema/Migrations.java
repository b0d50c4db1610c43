package dev.slipway.ledger.platform.schema;

import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/**
 * The migrations in this archive. The owner of the tables runs them before the archive is deployed; the ledger's own role cannot change
 * the schema.
 */
final class Migrations {
    private Migrations() {}

    /**
     * Ensures that all of them have been run. A newer schema is accepted, since a rollback of the archive leaves the schema.
     *
     * @throws IllegalStateException when some are missing; it names them, and what to do
     */
    static void check(DataSource database) {
        MigrationInfoService info = Flyway.configure(Migrations.class.getClassLoader())
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .dataSource(database)
                .load()
                .info();
        if (Arrays.stream(info.all())
                .noneMatch(migration -> migration.getState().isResolved())) {
            throw new IllegalStateException("the archive holds no migrations");
        }
        MigrationInfo[] pending = info.pending();
        if (pending.length > 0) {
            throw new IllegalStateException("the database lacks migrations of this archive: "
                    + Arrays.stream(pending).map(MigrationInfo::getScript).collect(Collectors.joining(", "))
                    + ". The agent runs them as the owner of the tables: deploy it by ./slipway deploy");
        }
    }
}
