package dev.slipway.line.demo;

import dev.slipway.line.demo.Event.Deployed;
import dev.slipway.line.demo.Event.EnvironmentMade;
import dev.slipway.line.demo.Event.Intervened;
import dev.slipway.line.demo.Event.Outcome;
import dev.slipway.line.demo.Event.PolicySet;
import dev.slipway.line.demo.Event.Released;
import dev.slipway.line.demo.Event.Repaired;
import dev.slipway.line.demo.Event.ServiceRegistered;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Writes the story into the ledger's database in one transaction. The ledger's API cannot be used, as it records present events on behalf
 * of the caller.
 */
final class HistoryWriter {
    private static final Duration BUILD = Duration.ofMinutes(6);
    private static final Duration RECORDING = Duration.ofMinutes(9);

    private final Connection connection;

    HistoryWriter(Connection connection) {
        this.connection = connection;
    }

    /** Whether a story has been written. */
    boolean isTold() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select 1 from service where name = 'web-shop'");
                ResultSet rows = query.executeQuery()) {
            return rows.next();
        }
    }

    void write(Story story) throws SQLException {
        connection.setAutoCommit(false);
        environments(story);
        policies(story);
        services(story);
        releases(story);
        commits(story);
        deployments(story);
        interventions(story);
        repairs(story);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void environments(Story story) throws SQLException {
        insert(
                """
                insert into environment (id, name, title, rank, created_at) values (gen_random_uuid(), ?, ?, ?, ?)
                on conflict (name) do nothing""",
                story,
                EnvironmentMade.class,
                (row, event) -> row.add(event.name(), event.title(), event.rank(), event.at()));
    }

    /** An environment with a policy keeps it. */
    private void policies(Story story) throws SQLException {
        insert(
                """
                insert into policy (id, environment_id, version, required_evidence, approvals, is_four_eyes, freezes, changed_by, changed_at)
                select gen_random_uuid(), e.id, 1, '{tests}', 1, true, ?, ?, ?
                from environment e
                where e.name = ? and not exists (select 1 from policy p where p.environment_id = e.id)""",
                story,
                PolicySet.class,
                (row, event) -> row.add(event.freezes(), event.by(), event.at(), event.environment()));
    }

    private void services(Story story) throws SQLException {
        insert(
                "insert into service (id, name, title, created_at) values (gen_random_uuid(), ?, ?, ?)",
                story,
                ServiceRegistered.class,
                (row, event) -> row.add(event.name(), event.title(), event.at()));
    }

    private void releases(Story story) throws SQLException {
        insert(
                """
                insert into release (id, service_id, version, commit_sha, artifact_digest, source_url, built_at, recorded_at, merged_at,
                    commit_count, first_committed_at)
                values (?, (select id from service where name = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                story,
                Released.class,
                (row, event) -> row.add(
                        event.id(),
                        event.service(),
                        event.version(),
                        event.commit(),
                        event.digest(),
                        event.sourceUrl(),
                        event.at().plus(BUILD),
                        event.at().plus(RECORDING),
                        event.at(),
                        event.commits().size(),
                        event.commits().get(event.commits().size() - 1).at()));
    }

    private void commits(Story story) throws SQLException {
        insert("""
                insert into release_commit (release_id, position, sha, title, author, committed_at)
                values (?, ?, ?, ?, ?, ?)""", story, Released.class, (row, event) -> {
            for (int i = 0; i < event.commits().size(); i++) {
                Event.Commit commit = event.commits().get(i);
                row.add(event.id(), i, commit.sha(), commit.title(), commit.author(), commit.at());
            }
        });
    }

    private void deployments(Story story) throws SQLException {
        insert(
                """
                insert into deployment (id, release_id, service_id, environment_id, channel, actor, started_at, finished_at, outcome,
                    recorded_at, operation, is_rollback, failure)
                values (?, ?, (select id from service where name = ?), (select id from environment where name = ?), ?, ?, ?, ?, ?, ?,
                    'replace', ?, nullif(?, ''))""",
                story,
                Deployed.class,
                (row, event) -> row.add(
                        event.id(),
                        event.release().id(),
                        event.release().service(),
                        event.environment(),
                        event.door().channel(),
                        event.door().actor(),
                        event.at(),
                        event.at().plus(event.took()),
                        event.outcome().name().toLowerCase(Locale.ROOT),
                        event.at().plusSeconds(25),
                        event.isRollback(),
                        event.outcome() == Outcome.FAILED ? "A service did not start; what ran before runs on." : ""));
    }

    private void interventions(Story story) throws SQLException {
        insert(
                "insert into intervention (deployment_id, is_needed, note, marked_by, marked_at) values (?, true, ?, ?, ?)",
                story,
                Intervened.class,
                (row, event) -> row.add(event.deployment(), event.note(), event.by(), event.at()));
    }

    private void repairs(Story story) throws SQLException {
        insert(
                "insert into repair (deployment_id, repaired_id, is_automatic, linked_by, linked_at) values (?, ?, ?, ?, ?)",
                story,
                Repaired.class,
                (row, event) ->
                        row.add(event.deployment(), event.repaired(), event.isAutomatic(), event.by(), event.at()));
    }

    private interface Rows<E> {
        void of(Batch batch, E event) throws SQLException;
    }

    private <E extends Event> void insert(String sql, Story story, Class<E> type, Rows<E> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Batch batch = new Batch(statement);
            for (Event event : story.events()) {
                if (type.isInstance(event)) {
                    rows.of(batch, type.cast(event));
                }
            }
            statement.executeBatch();
        }
    }

    /** The rows of a batch. */
    private record Batch(PreparedStatement statement) {
        void add(Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : values[i];
                statement.setObject(i + 1, value);
            }
            statement.addBatch();
        }
    }
}
