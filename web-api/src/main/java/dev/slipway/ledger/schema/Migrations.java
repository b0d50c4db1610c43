package dev.slipway.ledger.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * The migrations that are in this archive, and how they are run: when the archive is deployed, or before, as a step of its own.
 *
 * <p>Whoever runs them at the same time takes turns: Flyway holds a lock in the database. A schema that is newer than this
 * archive is left alone, since a rollback puts the archive back and leaves the schema.
 */
final class Migrations {
    private Migrations() {}

    /**
     * Runs the step of its own: on the database of {@code SLIPWAY_DB_URL}, as {@code SLIPWAY_DB_USER} with {@code
     * SLIPWAY_DB_PASSWORD}. What it did, it writes to the file that it is given.
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        MigrateResult result = run(configuration()
                .dataSource(
                        environment.get("SLIPWAY_DB_URL"),
                        environment.get("SLIPWAY_DB_USER"),
                        environment.get("SLIPWAY_DB_PASSWORD")));
        List<String> lines = new ArrayList<>();
        result.migrations.forEach(done -> lines.add(done.version + " " + done.description));
        lines.add(lines.isEmpty() ? "The schema is up to date." : "The schema is migrated.");
        Files.write(Path.of(arguments[0]), lines);
    }

    static FluentConfiguration configuration() {
        return Flyway.configure(Migrations.class.getClassLoader())
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true);
    }

    static MigrateResult run(FluentConfiguration configuration) {
        Flyway flyway = configuration.load();
        if (Arrays.stream(flyway.info().all())
                .noneMatch(migration -> migration.getState().isResolved())) {
            throw new IllegalStateException("the archive holds no migrations");
        }
        return flyway.migrate();
    }
}
