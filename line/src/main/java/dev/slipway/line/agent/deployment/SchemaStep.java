package dev.slipway.line.agent.deployment;

import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.StepReport.Kind;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.schema.Schema;
import dev.slipway.line.schema.SchemaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Prepares the ledger's schema for the release that is deployed. */
final class SchemaStep {
    private final Optional<Schema> schema;
    private final Recorder recorder;

    SchemaStep(Optional<Schema> schema, Recorder recorder) {
        this.schema = schema;
        this.recorder = recorder;
    }

    /**
     * Migrates the schema; for a rollback, only checks it.
     *
     * @throws PreparationException if the release must not be deployed
     */
    void run(Path archive, boolean isRollback) throws IOException, SchemaException, PreparationException {
        if (schema.isEmpty()) {
            recorder.report(
                    Kind.WARNING,
                    null,
                    isRollback
                            ? "The agent does not have the database's password: whether the schema fits this release"
                                    + " shows when it starts"
                            : "The agent does not have the database's password: an archive with new migrations will not start");
        } else if (isRollback) {
            List<String> contracted = schema.get().contractedPast(archive);
            if (!contracted.isEmpty()) {
                throw new PreparationException(
                        "The schema has contracted past this release, which would not run on it: "
                                + String.join(" ", contracted)
                                + ". Roll back to a later release, or release a fixed version.");
            }
        } else {
            recorder.report(Kind.STARTED, null, "Migrating the schema");
            List<String> done = migrate(schema.get(), archive);
            recorder.report(
                    Kind.DONE,
                    null,
                    done.isEmpty() ? "The schema is up to date" : "Migrated the schema: " + String.join(", ", done));
        }
    }

    private static List<String> migrate(Schema schema, Path archive) throws PreparationException {
        try {
            return schema.migrate(archive);
        } catch (SchemaException e) {
            throw new PreparationException("The migration failed; no worker was touched: " + e.text(), e);
        }
    }
}
