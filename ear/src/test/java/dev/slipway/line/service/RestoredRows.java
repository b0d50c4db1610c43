package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Command;
import dev.slipway.line.FreePorts;
import java.nio.file.Path;
import java.util.Map;

/** The rows that a restored line has, and those in the dumps of its backup, as PostgreSQL's own programs tell them. */
final class RestoredRows {
    /**
     * Restores the line without starting it, for PostgreSQL alone; and writes the rows of each of its own databases, and those in the dump: in the
     * same order, and without the notifications, some of which are dropped on purpose.
     */
    private static final String SCRIPT = """
            . line/lib/common
            rows() { grep -av '^--\\|^.\\(un\\)\\?restrict ' | sed '/^COPY public\\.notification (/,/^\\\\\\.$/d' | sort; }
            line/bin/local restore "$SLIPWAY_TEST/repository" --key-file "$SLIPWAY_TEST/key"
            setsid web-api/bin/postgresql serve >"$SLIPWAY_STATE/logs/postgresql-rows.log" 2>&1 &
            started=$!
            trap line/bin/down EXIT
            until web-api/bin/postgresql ready; do
              kill -0 "$started"
              sleep 0.2
            done
            for database in slipway keycloak; do
              file=$SLIPWAY_TEST/$database
              RESTIC_PASSWORD_FILE=$SLIPWAY_TEST/key restic --no-cache --repo "$SLIPWAY_TEST/repository" \\
                dump latest "/backup/work/$database.dump" >"$file.dump"
              pg_restore --data-only --file=- "$file.dump" | rows >"$file.dumped"
              PGPASSWORD=$(secret postgres-password) \\
                pg_dump -h 127.0.0.1 -p "$SLIPWAY_POSTGRES_PORT" -U postgres --data-only "$database" | rows >"$file.restored"
            done
            """;

    private RestoredRows() {}

    /**
     * Restores the newest backup, and compares.
     *
     * @param folder with the {@code repository}, and its password in {@code key}; PostgreSQL's user can enter it
     */
    static void areThoseOfTheDump(Path folder) {
        Path state = folder.resolve("rows");
        Command command = Command.bash(state, SCRIPT)
                .with("SLIPWAY_TEST", folder.toString())
                .quietly();
        FreePorts.ofLine().forEach(command::with);
        try {
            command.run().expectSuccess();
        } finally {
            Command.bash("rm -rf '" + state + "' '" + state + ".restoring'")
                    .run()
                    .expectSuccess();
        }
        Map.of("slipway", "deployment", "keycloak", "user_entity")
                .forEach((database, table) -> assertThat(folder.resolve(database + ".restored"))
                        .hasSameTextualContentAs(folder.resolve(database + ".dumped"))
                        .content()
                        .contains("COPY public." + table + " ("));
    }
}
