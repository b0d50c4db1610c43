package dev.slipway.line.schema;

import dev.slipway.line.cli.deploy.RollbackTarget;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Former deployments, read from the ledger's database while the ledger does not answer. */
public record History(Schema schema) {
    private static final String QUERY = """
            select r.version, r.artifact_digest, d.started_at, d.is_rollback
            from deployment d join release r on r.id = d.release_id join service s on s.id = d.service_id
                join environment e on e.id = d.environment_id
            where s.name = ? and e.name = ? and d.outcome = 'succeeded' and d.operation in ('deploy', 'replace', 'redeploy')
            order by d.started_at desc limit 100""";

    /** The releases of a service that ran in an environment, newest first. */
    public List<RollbackTarget> of(String service, String environment) throws SchemaException {
        List<RollbackTarget> history = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(schema.url(), schema.user(), schema.password());
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, service);
            query.setString(2, environment);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    history.add(new RollbackTarget(
                            rows.getString(1), rows.getString(2), rows.getString(3), rows.getBoolean(4)));
                }
            }
        } catch (SQLException e) {
            throw new SchemaException("The history of " + service + " cannot be read: "
                    + String.valueOf(e.getMessage()).strip());
        }
        return history;
    }
}
