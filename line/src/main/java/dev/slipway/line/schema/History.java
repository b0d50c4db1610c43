package dev.slipway.line.schema;

import dev.slipway.line.cli.deploy.RollbackTarget;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Former deployments, read from the ledger's database, so that the ledger need not answer. */
public record History(Schema schema) {
    private static final String QUERY = """
            select coalesce(r.version, ''), coalesce(r.artifact_digest, d.artifact_digest, ''), d.started_at, d.is_rollback, r.commit_sha,
                p.probe_path, p.probe_seconds, d.configuration_version, coalesce(d.archive, '')
            from deployment d join service s on s.id = d.service_id join environment e on e.id = d.environment_id
                left join release r on r.id = d.release_id
                left join lateral (select q.probe_path, q.probe_seconds
                    from deployment o join deployment_request q on q.id = o.request_id
                    where o.release_id = d.release_id and o.environment_id = d.environment_id and o.outcome = 'succeeded'
                        and o.operation not in ('undeploy', 'remove')
                    order by o.started_at desc, o.id desc limit 1) p on true
            where s.name = ? and e.name = ? and d.outcome = 'succeeded' and d.operation in ('deploy', 'replace', 'redeploy')
                and (r.id is not null or ?)
            order by d.started_at desc limit ?""";

    private static final int LIMIT = 1_000;
    private static final int ABBREVIATED = 9;

    @FunctionalInterface
    private interface Row<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /**
     * What ran of a service in an environment, newest first, also archives of no known release. The health check is
     * that of the last request that a release went live by there, as for a rollback through the ledger.
     */
    public List<RollbackTarget> of(String service, String environment) throws SchemaException {
        return read(
                service,
                environment,
                true,
                LIMIT,
                rows -> new RollbackTarget(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getBoolean(4),
                        probe(rows),
                        configuration(rows),
                        rows.getString(9)));
    }

    /** None without a timeout: then no agent has checked it. */
    private static RollbackTarget.@Nullable HealthCheck probe(ResultSet rows) throws SQLException {
        String path = rows.getString(6);
        int seconds = rows.getInt(7);
        return rows.wasNull() ? null : new RollbackTarget.HealthCheck(path, seconds);
    }

    private static @Nullable Integer configuration(ResultSet rows) throws SQLException {
        int version = rows.getInt(8);
        return rows.wasNull() ? null : version;
    }

    /** The known version that went live last in an environment, with its commit if that is known: 0.2.0+1a2b3c4d5. */
    public Optional<String> live(String service, String environment) throws SchemaException {
        return read(service, environment, false, 1, rows -> name(rows.getString(1), rows.getString(5))).stream()
                .findFirst();
    }

    /** An archive with uncommitted changes has its digest in place of the commit. */
    static String name(String version, @Nullable String commit) {
        return commit == null
                ? version
                : version.replaceFirst("\\+.*", "") + "+" + commit.substring(0, Math.min(ABBREVIATED, commit.length()));
    }

    private <T> List<T> read(String service, String environment, boolean isOfAny, int limit, Row<T> row)
            throws SchemaException {
        List<T> history = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(schema.url(), schema.user(), schema.password());
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, service);
            query.setString(2, environment);
            query.setBoolean(3, isOfAny);
            query.setInt(4, limit);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    history.add(row.of(rows));
                }
            }
        } catch (SQLException e) {
            throw new SchemaException("The history of " + service + " cannot be read: "
                    + String.valueOf(e.getMessage()).strip());
        }
        return history;
    }
}
