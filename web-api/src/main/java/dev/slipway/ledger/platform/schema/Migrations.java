package dev.slipway.ledger.platform.schema;

import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/**
 * The migrations that are in this archive. They are run before it is deployed, by whoever owns the tables: the ledger's own role cannot
 * change them.
 */
final class Migrations {
    private Migrations() {}

    /**
     * Makes sure that all of them have been run. A schema that is newer is left alone: a rollback puts the archive back, and leaves
     * the schema.
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
