package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What is live, among very many deployments. Alone, for everybody else would have them in their lists. */
@Isolated
@Order(Order.DEFAULT - 1)
class LiveQueryIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller PIPELINE = Caller.pipeline();

    private static final int ROWS = 10_000;
    private static final List<String> FILTERS =
            List.of("", "live=true", "live=true&service=%s", "service=%s", "environment=production");

    /** How often each is asked for. */
    private static final int QUESTIONS = 20;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** At random, but the same in each run; many begin at the same moment. */
    private static final String ROWS_SQL = """
            select setseed(0.42);
            with chosen as (
                select i, (select array_agg(r.id order by r.id) from release r join service s on s.id = r.service_id where s.name in (%1$s)) releases,
                    (select array_agg(e.id order by e.name) from environment e where e.name in (%2$s)) environments
                from generate_series(1, %3$d) i
            ), drawn as (
                select i, releases[1 + floor(random() * cardinality(releases))::int] release_id,
                    environments[1 + floor(random() * cardinality(environments))::int] environment_id,
                    timestamptz '2026-01-01 00:00Z' + interval '1 hour' * floor(random() * 500) started_at, random() < 0.3 failed
                from chosen
            )
            insert into deployment (id, release_id, service_id, environment_id, channel, actor, started_at, finished_at, outcome, recorded_at)
            select gen_random_uuid(), d.release_id, r.service_id, d.environment_id, 'cli', 'it', d.started_at, d.started_at,
                case when d.failed then 'failed' else 'succeeded' end, now()
            from drawn d join release r on r.id = d.release_id;
            analyze deployment, release, service, environment;
            """;

    private static final List<String> SERVICES = new ArrayList<>();

    @BeforeAll
    static void fillTheLedger() {
        Caller admin = REALM.client("admin");
        List<String> environments = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String environment = SCRATCH.name();
            admin.post("/api/v1/environments", Requests.environment(environment))
                    .expect(201);
            environments.add(environment);
        }
        for (int i = 0; i < 4; i++) {
            String service = SCRATCH.service(admin);
            admin.post("/api/v1/releases", Requests.release(service, "1.0")).expect(201);
            SERVICES.add(service);
        }
        Database.execute(ROWS_SQL.formatted(quoted(SERVICES), quoted(environments), ROWS));
    }

    @Test
    void givesWhatANaiveQueryGives() {
        List<String> naive = Database.texts("""
                select d.id from deployment d join service s on s.id = d.service_id
                where s.name in (%s) and d.outcome = 'succeeded' and not exists (
                    select from deployment later
                    where later.service_id = d.service_id and later.environment_id = d.environment_id and later.outcome = 'succeeded'
                    and (later.started_at, later.id) > (d.started_at, d.id))
                order by s.name, (select e.name from environment e where e.id = d.environment_id)
                """.formatted(quoted(SERVICES)));
        assertThat(naive).hasSize(8);
        List<String> live = walk("/api/v1/deployments?live=true&limit=3").stream()
                .filter(naive::contains)
                .toList();
        assertThat(live).isEqualTo(naive);
        for (String service : SERVICES) {
            List<String> ofService = walk("/api/v1/deployments?live=true&limit=1&service=" + service);
            assertThat(ofService).hasSize(2).isSubsetOf(naive);
        }
    }

    /**
     * By PostgreSQL's own count, which others add to: so each question is put many times, and rows are counted. Half of the
     * answers to one of them would be too many.
     */
    @Test
    void looksUpAndNeverReadsThroughAllOfThem() throws SQLException {
        try (Connection superuser = Line.running().superuser("slipway");
                Statement statement = superuser.createStatement()) {
            showWhatWasRead(statement);
            long lookUps = count("idx_scan");
            long read = count("seq_tup_read");
            for (String filter : FILTERS) {
                String path = "/api/v1/deployments?limit=20&" + filter.formatted(SERVICES.get(0));
                for (int i = 0; i < QUESTIONS; i++) {
                    PIPELINE.get(path).expect(200);
                }
            }
            await().atMost(Duration.ofSeconds(30)).pollInterval(PAUSE).until(() -> {
                showWhatWasRead(statement);
                return count("idx_scan") >= lookUps + (long) FILTERS.size() * QUESTIONS;
            });
            assertThat(count("seq_tup_read")).isLessThan(read + (long) QUESTIONS / 2 * ROWS);
        }
    }

    /** A session of PostgreSQL shows what it has read after ten idle seconds, or as it ends. */
    private static void showWhatWasRead(Statement statement) throws SQLException {
        DatabaseRestartIT.ended(statement, "application_name like 'worker-_' and query not like 'listen %'");
    }

    private static long count(String column) {
        return Database.query(
                        "select " + column + " from pg_stat_user_tables where relname = 'deployment'",
                        row -> row.getLong(1))
                .get(0);
    }

    private static List<String> walk(String path) {
        List<String> ids = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            Answer page = PIPELINE.get(next);
            ids.addAll(page.items("id"));
            next = page.next().orElse("");
        }
        return ids;
    }

    private static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(name -> "'" + name + "'").toList());
    }
}
