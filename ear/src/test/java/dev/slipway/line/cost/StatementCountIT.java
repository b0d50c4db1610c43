package dev.slipway.line.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Beside;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** However many rows an answer has, it takes the same few statements. Every GET of the API's description is counted. */
@ArquillianTest
@Beside
@ResourceLock(LedgerCopy.LOCK)
@Order(Order.DEFAULT + 1)
class StatementCountIT {
    private static final LedgerCopy COPY = new LedgerCopy(false);
    /** The copy is on the first worker alone. */
    private static final Caller PIPELINE = Caller.pipeline().at("worker-1");

    @AutoClose
    static final Realm REALM = new Realm();

    /** Notifications are an admin's to see. */
    private static final Caller ADMIN = REALM.client("admin").at("worker-1");

    private static final Caller AGENT = REALM.client("agent").at("worker-1");

    private static final int MOST = 8;

    /** What gathers answers that others give one by one: the way, the commits, the releases, the gate and the rehearsal; and what is asked most. */
    private static final Map<String, Integer> OTHERS =
            Map.of("services/{name}/promotions/preview", 17, "deployments", 1, "deployments/{id}", 1);

    /** What a client's record of a deployment takes, with a key or without, where nothing hangs on it. */
    private static final int PLAIN = 1;

    /** What it takes step by step: the look for what it is about, the row, the event, GitLab's word on it, and the word to the pages. */
    private static final int STEPS = 5;

    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    /** What an operation must be asked for. */
    private static final Map<String, String> REQUIRED = Map.of(
            "deployments/export", "format=csv&",
            "gate", "service=probe&version=1.7.0&environment=production&",
            "metrics/delivery/rows", "metric=deployment-frequency&");

    /** Other ways to ask for a list, that are other queries. */
    private static final Map<String, String> VARIANTS = Map.of(
            "deployments?live=true&", "deployments",
            "deployments?search=person-1&", "deployments",
            "deployments?search=e&", "deployments",
            "deployments?service=service-0&environment=development&outcome=succeeded&", "deployments",
            "metrics/delivery/rows?metric=recovery-time&", "metrics/delivery/rows");

    /** Sixty of everything that comes with releases, of different ones and of the one that is asked for; and rows for all other lists. */
    private static final String AROUND = """
            create temporary table picked as
                (select id, row_number() over () n from release limit 60)
                union all (select r.id, 60 + row_number() over () from release r, generate_series(1, 60)
                    where r.id = (select d.release_id from deployment d join service s on s.id = d.service_id
                        where s.name = 'probe' order by d.started_at desc, d.id desc limit 1));
            insert into approval (id, release_id, environment_id, verdict, approver, decided_at)
            select gen_random_uuid(), p.id, e.id, 'approved', 'approver ' || n, now() + n * interval '1 second'
            from picked p cross join (select id from environment where name = 'production') e;
            insert into deployment_request (id, release_id, environment_id, channel, actor, is_rollback, state, reasons, requested_at, decided_at)
            select gen_random_uuid(), p.id, e.id, 'pipeline', 'a', false, 'refused', '[]', now() + n * interval '1 second', now()
            from picked p cross join (select id from environment where name = 'production') e;
            insert into evidence (id, release_id, kind, format, name, size, digest, verdict, recorded_by, recorded_at)
            select gen_random_uuid(), id, 'sbom', 'cyclonedx-json', 'a', 1, 'sha256:' || lpad(to_hex(n), 64, '0'), 'none', 'a', now() + n * interval '1 second'
            from picked;
            insert into policy (id, environment_id, version, required_evidence, approvals, is_four_eyes, freezes, changed_by, changed_at)
            select gen_random_uuid(), e.id, n, '{sbom}', 1, true, '[]', 'a', now()
            from generate_series(1, 60) n cross join (select id from environment where name = 'production') e;
            insert into service_definition (id, service_id, version, operation, yaml, definition, changes, applied_by, applied_at)
            select gen_random_uuid(), s.id, n, 'applied', 'a',
                '{"service":"probe","title":"a","environments":{"production":{"workers":1,"memory":"256m","metaspace":"256m"}},"contextRoot":"/","probe":"/"}',
                '{}', 'a', now()
            from generate_series(1, 60) n cross join (select id from service where name = 'probe') s;
            insert into service_configuration (id, service_id, environment_id, version, entries, changes, changed_by, changed_at)
            select gen_random_uuid(), s.id, e.id, n, '[]', '{}', 'a', now()
            from generate_series(1, 60) n cross join (select id from service where name = 'probe') s
                cross join (select id from environment where name = 'production') e;
            insert into server_group (id, service_id, environment_id, name, host, definition_id, wanted_version, state, workers, is_removed, is_data_dropped, changed_at)
            select gen_random_uuid(), s.id, e.id, s.name || '-production', 'host-' || s.n, d.id, 1, 'waiting', '[]', false, false, now()
            from (select id, name, row_number() over (order by name) n from service where name <> 'probe' order by name limit 60) s
                cross join (select id from environment where name = 'production') e join service_definition d on d.version = s.n;
            insert into restart (id, group_id, service_id, environment_id, is_for_definition, channel, actor, state, steps, requested_at, started_at, finished_at)
            select gen_random_uuid(), g.id, g.service_id, g.environment_id, false, 'page', 'a', 'done', '[]', now() + n * interval '1 second', now(), now()
            from generate_series(1, 60) n cross join server_group g join service s on s.id = g.service_id where s.name = 'service-0';
            insert into sync (id, environment_id, service_id, actor, state, requested_at, started_at, finished_at)
            select gen_random_uuid(), e.id, s.id, 'a', 'done', now() + n * interval '1 second', now(), now()
            from (select id, row_number() over () n from service limit 60) s cross join (select id from environment where name = 'production') e;
            insert into drift (id, service_id, environment_id, worker, archive, kind, detected_at, cleared_at, cleared_by, clearance)
            select gen_random_uuid(), s.id, e.id, 'worker-1', 'a-' || n, 'missing', now() + n * interval '1 second', now(), 'a', 'removed'
            from (select id, row_number() over () n from service limit 60) s cross join (select id from environment where name = 'production') e;
            insert into worker_figures (worker, service, environment, at, is_answering)
            select 'group-' || n, 'probe', 'production', now(), true from generate_series(1, 60) n;
            insert into worker (name, environment_id, last_seen_at)
            select 'worker-' || n, e.id, now() from generate_series(8, 9) n cross join (select id from environment where name = 'staging') e;
            insert into deployment_lock (environment_id, id, holder, reason, taken_at, expires_at)
            select id, gen_random_uuid(), 'a', 'a', now(), now() + interval '1 hour' from environment where name in ('development', 'test', 'staging');
            insert into backup (id, taken_at, bytes, databases, reported_at)
            select gen_random_uuid(), now() - n * interval '1 day', 1, 1, now() from generate_series(1, 60) n;
            insert into log_gap (id, worker, until_at, detail, detected_at)
            select gen_random_uuid(), 'worker-1', now(), 'a', now() - n * interval '1 day' from generate_series(1, 60) n;
            insert into alert (id, kind, subject, title, detail, path, opened_at, closed_at)
            select gen_random_uuid(), 'drift', 'a-' || n, 'a', '', '/drift/', now() - n * interval '1 day', now() from generate_series(1, 60) n;
            -- By channels that are removed, so that none is sent.
            insert into notification_channel (id, name, type, zone, created_by, created_at, removed_by, removed_at)
            select gen_random_uuid(), 'a-' || n, 'mail', 'UTC', 'a', now(), 'a', now() from generate_series(1, 60) n;
            insert into event (id, source, source_id, kind, payload, occurred_at, received_at)
            select gen_random_uuid(), 'ledger', 'a-' || n, 'alert.opened',
                '{"kind":"drift","phase":"opened","title":"a","detail":"","path":"/drift/","at":"2026-11-20T10:00:00Z"}', now(), now()
            from generate_series(1, 60) n;
            insert into notification (id, channel_id, event_id, state, is_together, due_at, expires_at, created_at, ended_at)
            select gen_random_uuid(), c.id, e.id, 'sent', false, now(), now(), now() - e.n * interval '1 second', now()
            from (select id, row_number() over () n from event where source_id like 'a-%') e
                join (select id, row_number() over () n from notification_channel) c on c.n = e.n;
            insert into certificate (name, source, state, since, looked_at)
            select source_id, 'local', 'fine', now(), now() from event where source_id like 'a-%';
            insert into certificate_event (id, name, type, source, occurred_at)
            select id, source_id, 'issued', 'local', occurred_at from event where source_id like 'a-%';
            insert into environment (id, name, title, rank, created_at) values (gen_random_uuid(), 'quiet', 'Quiet', 90, now());
            analyze;
            """;

    @Deployment(testable = false)
    static WebArchive archive() {
        return COPY.archive();
    }

    @BeforeAll
    static void fill() throws SQLException {
        COPY.execute(Generator.sql(5_000));
        COPY.execute(AROUND);
    }

    @AfterAll
    static void drop() throws SQLException {
        COPY.close();
    }

    @Test
    void isTheSameForOneRowAndForFifty() {
        Map<String, JsonNode> lists = new TreeMap<>();
        operations().forEach((path, operation) -> {
            // People are Keycloak's, and not for everybody.
            if (operation.path("parameters").findValuesAsText("name").contains("limit") && !path.startsWith("people")) {
                lists.put(filled(path) + "?" + REQUIRED.getOrDefault(path, ""), operation);
            }
        });
        VARIANTS.keySet().forEach(variant -> lists.put(variant, operations().get(VARIANTS.get(variant))));
        lists.keySet().forEach(list -> {
            Answer one = get(list + "limit=1");
            Answer fifty = get(list + "limit=50");
            int rows = fifty.expect(200).path("items").size();
            System.out.printf("%2d statements for %2d rows: GET %s%n", statements(fifty), rows, list);
            assertThat(rows).as("rows of %s", list).isGreaterThan(1);
            assertThat(statements(fifty)).as("statements of %s", list).isEqualTo(statements(one));
        });
        for (String list : new String[] {"services?", "releases?", "deployments?", "deployments?live=true&"}) {
            assertThat(lists).containsKey(list);
            assertThat(get(list + "limit=50").items("service")).hasSize(50);
        }
        for (String list : new String[] {
            "approvals",
            "deployment-requests",
            "releases/{id}/evidence",
            "environments/{name}/policy/history",
            "services/{name}/definitions",
            "services/{name}/environments/{environment}/configuration/history",
            "server-groups",
            "server-groups/{service}/{environment}/restarts",
            "syncs",
            "drifts",
            "worker-figures",
            "backups",
            "gaps",
            "alerts",
            "certificates",
            "certificates/events",
            "notifications"
        }) {
            assertThat(get(filled(list) + "?limit=50").expect(200).path("items"))
                    .as(list)
                    .hasSize(50);
        }
    }

    @Test
    void isSmallForEveryGet() {
        operations().keySet().forEach(path -> {
            Answer answer = get(filled(path) + "?" + REQUIRED.getOrDefault(path, ""));
            System.out.printf("%2d statements: GET %s (%d)%n", statements(answer), path, answer.status());
            assertThat(statements(answer)).as("statements of %s", path).isBetween(0, OTHERS.getOrDefault(path, MOST));
            assertThat(answer.status()).as("%s", answer).isIn(200, 403, 404);
        });
    }

    /** However many others the same account recorded around that time. */
    @Test
    void isSmallForTheRecordOfADeployment() {
        for (int i = 0; i < 3; i++) {
            assertThat(statements(recorded("quiet"))).isEqualTo(PLAIN);
        }
        assertThat(statements(
                        recorded("quiet", "Idempotency-Key", UUID.randomUUID().toString())))
                .isEqualTo(PLAIN);
    }

    /** However many were shown by workers, and are nobody's yet: what they are is asked of all of them at once. */
    @Test
    void isSmallForTheRecordOfADeploymentBesideOthers() throws SQLException {
        COPY.execute("""
                insert into deployment (id, service_id, environment_id, channel, actor, started_at, finished_at, outcome, recorded_at, archive, operation, workers, is_rollback, is_claimed)
                select gen_random_uuid(), s.id, e.id, 'pipeline', 'pipeline', now() - interval '50 seconds', now() - interval '40 seconds', 'succeeded', now(),
                    s.name || '.war', 'deploy', '{worker-1}', false, false
                from (select * from service where name <> 'probe' limit 50) s cross join (select id from environment where name = 'production') e""");
        assertThat(statements(recorded("production"))).isBetween(PLAIN + STEPS, PLAIN + STEPS + 2);
    }

    /** Workers are asked four times a minute: what is due is asked of all their groups at once, and none of them is locked. */
    @Test
    void isTheSameForTheFiguresOfOneGroupAndOfFifty() {
        List<String> services = get("server-groups?limit=50").items("service");
        assertThat(services).hasSize(50);
        assertThat(statements(told(services))).isEqualTo(statements(told(services.subList(0, 1))));
    }

    /** A statement that waits for another's lock takes long, too. */
    @Test
    void endsAQuestionThatTakesTooLong() throws SQLException {
        try (Connection other = COPY.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table deployment in access exclusive mode");
            Stream.of("metrics/delivery", "metrics/delivery/rows?metric=rework-rate", "deployments?search=e")
                    .parallel()
                    .forEach(question -> get(question).expectProblem(422, "query-too-broad"));
        }
        get("metrics/delivery").expect(200);
    }

    /** The path with names and ids of what is there, with as many rows as can be. */
    private static String filled(String path) {
        if (!path.contains("{")) {
            return path;
        }
        Answer probes = get("deployments?service=probe");
        String release = probes.items("releaseId").get(0);
        return path.replace(
                        "deployments/{id}", "deployments/" + probes.items("id").get(0))
                .replace("releases/{id}", "releases/" + release)
                .replace(
                        "server-groups/{service}/{environment}/restarts",
                        "server-groups/" + Generator.BUSY + "/production/restarts")
                .replace("services/{name}", "services/probe")
                .replace("environments/{name}", "environments/production")
                .replace("environments/{environment}", "environments/production")
                .replace("approvals/{id}", "approvals/" + first("approvals"))
                .replace("deployment-requests/{id}", "deployment-requests/" + first("deployment-requests"))
                .replace("evidence/{id}", "evidence/" + first("releases/" + release + "/evidence"))
                .replaceAll("\\{\\w+}", NOBODY);
    }

    private static String first(String list) {
        return get(list).items("id").get(0);
    }

    private static Answer recorded(String environment, String... headers) {
        String version = get("deployments?service=probe").items("version").get(0);
        Answer answer = LedgerCopy.answered(
                () -> PIPELINE.post(COPY.path("deployments"), LedgerCopy.deployment(version, environment), headers));
        System.out.printf("%2d statements: POST deployments%n", statements(answer));
        answer.expect(201);
        return answer;
    }

    /** The figures of groups in production, whose workers are yet to be made. */
    private static Answer told(List<String> services) {
        List<Map<String, ?>> groups = services.stream()
                .<Map<String, ?>>map(service -> Map.of(
                        "service",
                        service,
                        "environment",
                        "production",
                        "configured",
                        "0".repeat(64),
                        "isDue",
                        false,
                        "workers",
                        List.of()))
                .toList();
        Answer answer =
                LedgerCopy.answered(() -> AGENT.put(COPY.path("agent/worker-figures"), Map.of("groups", groups)));
        System.out.printf(
                "%2d statements for %2d groups: PUT agent/worker-figures%n", statements(answer), groups.size());
        assertThat(answer.status()).as("%s", answer).isEqualTo(204);
        return answer;
    }

    private static Answer get(String path) {
        Caller caller = path.startsWith("notification") ? ADMIN : PIPELINE;
        return LedgerCopy.answered(() -> caller.send("GET", COPY.path(path), BodyPublishers.noBody()));
    }

    private static int statements(Answer answer) {
        assertThat(answer.header(StatementCounter.HEADER)).as("%s", answer).isNotEmpty();
        return Integer.parseInt(answer.header(StatementCounter.HEADER));
    }

    /** Every GET but the streams, by its path below the API's. */
    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        Caller.anonymous()
                .get("/openapi?format=JSON")
                .expect(200)
                .path("paths")
                .properties()
                .forEach(path -> {
                    JsonNode get = path.getValue().path("get");
                    boolean isStream = get.at("/responses/200/content").has("text/event-stream");
                    if (!get.isMissingNode() && !isStream && path.getKey().startsWith("/api/v1/")) {
                        operations.put(path.getKey().substring("/api/v1/".length()), get);
                    }
                });
        return operations;
    }
}
