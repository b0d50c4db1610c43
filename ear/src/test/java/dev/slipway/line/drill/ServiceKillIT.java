package dev.slipway.line.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.Wars;
import dev.slipway.line.load.Balancer;
import dev.slipway.line.service.Calls;
import dev.slipway.line.service.Team;
import dev.slipway.line.service.app.RowsServlet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** One of a service's two workers is killed while the service is in use: the other one serves, and nothing that was acknowledged is lost. */
@Isolated
class ServiceKillIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Line LINE = Line.running();
    private static final int PER_SECOND = 20;
    private static final int SWING = 2 * PER_SECOND;
    private static final Duration AFTERMATH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** From when on everybody is to be served again. */
    private static final Duration BOUND = Duration.ofSeconds(15);
    /** From when on the worker is to be there again itself. */
    private static final Duration WORKER = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    @Test
    void failsOnlyWhatWasUnderWayThere() throws SQLException {
        Team team = new Team(REALM.client("admin", "deployer"), SCRATCH.name(), folder);
        team.apply("""
                service: %s
                environments:
                  production: {workers: 2}
                database: true
                """.formatted(team.service())).expectSuccess();
        try {
            team.deploy(Wars.application("rows", RowsServlet.class), "1").expectSuccess();
            String worker = team.service() + "-production-1";
            await().atMost(PATIENCE).until(() -> isOk(team, worker) && isOk(team, team.service() + "-production-2"));
            killUnderLoad(team, new Program(worker));
        } finally {
            team.remove();
        }
    }

    private static void killUnderLoad(Team team, Program worker) throws SQLException {
        try (Drill drill = Drill.begin("a service's worker", "killed", BOUND);
                Calls calls = new Calls(team, PER_SECOND, "/rows")) {
            await().atMost(PATIENCE).until(() -> calls.count() >= SWING);
            assertThat(calls.failures()).isEmpty();
            Instant killed = Instant.now();
            worker.kill();
            Instant gone = Instant.now();
            await("httpd has noticed").atMost(BOUND).until(() -> !isOk(team, worker.name()));
            long before = Balancer.elected(team.service(), worker.name());
            await().atMost(PATIENCE)
                    .until(() -> isOk(team, worker.name()) && Balancer.elected(team.service(), worker.name()) > before);
            Duration back = Duration.between(killed, Instant.now());
            await().atMost(PATIENCE)
                    .until(() -> Instant.now().isAfter(gone.plus(back).plus(AFTERMATH)));
            calls.close();
            int failed = calls.failures().size();
            int answered = calls.count() - failed;
            int rows = rows(team);
            System.out.printf(
                    "drill: a service's worker, killed: itself ready after %s s; %d rows; %s; %s%n",
                    Drill.seconds(back), rows, calls, calls.failures());
            drill.saw(calls.count(), failed, Drill.seconds(calls.slowest()), Math.max(0, answered - rows), 0);
            drill.back(calls.servedAfter(killed));
            assertThat(rows)
                    .as("rows, of %d calls that were answered", answered)
                    .isGreaterThanOrEqualTo(answered);
            assertThat(calls.servedAfter(gone)).as("%s", calls.failures()).isZero();
            assertThat(back).isLessThan(WORKER);
            drill.held();
        }
    }

    private static boolean isOk(Team team, String worker) {
        return Balancer.isOk(LINE, team.service(), worker);
    }

    /** Each call that was answered has written one. */
    private static int rows(Team team) throws SQLException {
        try (Connection database = LINE.superuser(team.service().replace('-', '_') + "_production");
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from entry")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
