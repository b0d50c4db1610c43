package dev.slipway.line.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills the ledger with rows for the benchmark: 20 services {@code bench-N}, four environments, 20,000 releases, and the requested
 * number of deployments. The API would take an hour, and refuses deployments older than a day.
 *
 * @param ledger a connection in auto-commit mode, so that an interrupted run can be continued
 */
public record TestDataLoader(Connection ledger, Progress progress) {
    private static final int PIECE = 10_000;
    private static final String STEP = "Filling the ledger: deployments";

    /** The number of existing deployments. */
    long present() throws SQLException {
        try (Statement statement = ledger.createStatement();
                ResultSet rows =
                        statement.executeQuery("select count(*) from deployment where archive = 'bench.war'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Adds deployments up to a number. */
    public void fill(int target) throws SQLException {
        long present = present();
        if (present >= target) {
            return;
        }
        progress.count(STEP, present, target);
        try (Statement statement = ledger.createStatement();
                PreparedStatement insert = ledger.prepareStatement(Scratch.resource("fill.sql"))) {
            statement.execute(Scratch.resource("fill-base.sql"));
            for (long from = present + 1; from <= target; from += PIECE) {
                long until = Math.min(target, from + PIECE - 1);
                insert.setLong(1, from);
                insert.setLong(2, until);
                insert.executeUpdate();
                progress.count(STEP, until, target);
            }
            statement.execute("vacuum (analyze) deployment");
            statement.execute("vacuum (analyze) release");
            statement.execute("analyze service, environment");
        } finally {
            progress.end();
        }
    }
}
