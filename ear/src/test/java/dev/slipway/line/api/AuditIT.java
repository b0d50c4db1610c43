package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Answer;
import dev.slipway.line.Command;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An extract of the ledger's own database, checked by the program that auditors have.
 *
 * <p>Other tests take their rows away when they are over, which an extract shows, as it should: looked at here are this test's own.
 */
@InTurn
class AuditIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Scene SCENE = new Scene(REALM, SCRATCH);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Columns that may change once a row is there: the handbook names them. */
    private static final Map<String, Set<String>> LEFT_OUT = Map.of(
            "event", Set.of("deployment_id"),
            "service", Set.of("title", "gitlab_project", "gitlab_issuer"));

    /** Of these, some columns are in the chain, and most change. */
    private static final Set<String> CHANGING = Set.of("deployment", "deployment_request", "service");

    /** Covered by a digest in a row of the chain, kept for a while only, or about the chain or the schema. */
    private static final Set<String> NOT_LINKED = Set.of(
            "archive_claim",
            "evidence_part",
            "evidence_failure",
            "notification_attempt",
            "audit_head",
            "audit_link",
            "flyway_schema_history",
            "handbook_user");

    /** The tables of which rows about a release or an environment are linked. */
    private static final String LINKED = """
            with about as (
                select r.id as release_id, r.service_id, e.id as environment_id
                from release r cross join environment e where r.id = ?::uuid and e.name = ?)
            select distinct l.name from audit_link l where l.row_id in (
                select release_id from about union all
                select service_id from about union all
                select environment_id from about union all
                select p.id from policy p join about using (environment_id) union all
                select v.id from evidence v join about using (release_id) union all
                select a.id from approval a join about using (release_id) union all
                select q.id from deployment_request q join about using (release_id) union all
                select g.id from gate_decision g join about using (release_id) union all
                select d.id from deployment d join about using (release_id))
            """;

    @TempDir
    static Path folder;

    private static Trail trail;

    @BeforeAll
    static void something() {
        trail = Trail.of(SCENE);
    }

    @Test
    void givesAnAuditorWhatHappenedAndNamesARowThatWasChangedSince() throws IOException {
        AuditExtract before = extract("before.zip");
        assertThat(before.findingsOf(trail.ids())).isEmpty();
        assertThat(before.findingsOf(Set.of("manifest.json"))).isEmpty();
        JsonNode manifest = before.manifest().path("predicate");
        assertThat(manifest.path("chainEnd").asLong())
                .isGreaterThanOrEqualTo(manifest.path("last").asLong(Long.MAX_VALUE));
        assertThat(before.rows("release")).contains(trail.release().path("id").asText());
        assertThat(before.rows("evidence")).contains(trail.evidence().path("id").asText());
        assertThat(before.rows("deployment_request"))
                .contains(trail.request().path("id").asText());
        assertThat(before.rows("deployment")).contains(trail.deployment());
        String digest = trail.evidence().path("digest").asText();
        assertThat(before.file("evidence/" + digest.replace("sha256:", ""))).isEqualTo(Scene.PASSED);

        String id = trail.evidence().path("id").asText();
        Database.update("update evidence set name = 'TEST-b.xml' where id = ?::uuid", id);
        AuditExtract changed = extract("changed.zip");
        assertThat(changed.findingsOf(Set.of(id)))
                .singleElement()
                .asString()
                .startsWith("rows/evidence.jsonl: the row evidence " + id
                        + " was changed: it is not what was linked at position ");
        assertThat(changed.code()).isEqualTo(1);

        Database.update("update evidence set name = 'TEST-a.xml' where id = ?::uuid", id);
        assertThat(extract("again.zip").findingsOf(trail.ids())).isEmpty();
    }

    /** What a deployment was claimed as does not change, whatever workers show later. */
    @Test
    void namesADeploymentWhoseActorWasChanged() throws IOException {
        String deployment = trail.deployment();
        assertThat(extract("before.zip").findingsOf(Set.of(deployment))).isEmpty();
        Database.update(
                "update deployment set workers = '{worker-1}', operation = 'replace' where id = ?::uuid", deployment);
        assertThat(extract("shown.zip").findingsOf(Set.of(deployment))).isEmpty();

        Database.update("update deployment set actor = 'somebody-else' where id = ?::uuid", deployment);
        assertThat(extract("forged.zip").findingsOf(Set.of(deployment)))
                .singleElement()
                .asString()
                .contains("the row deployment " + deployment + " was changed");
    }

    /** No head was signed before the period: its part of the chain begins at the first link, whatever time that has in the database. */
    @Test
    void namesALinkWhoseTimeWasChanged() throws IOException {
        extract("linked.zip");
        Database.update("update audit_link set at = at + interval '1000000 hours' where position = 1");
        try {
            assertThat(extract("hidden.zip").findingsOf(Set.of("link 1 (")))
                    .singleElement()
                    .asString()
                    .endsWith(" is not what was linked behind the one before it.");
        } finally {
            Database.update("update audit_link set at = at - interval '1000000 hours' where position = 1");
        }
    }

    /** On any machine: without the line's settings, and without its ledger. */
    @Test
    void namesARowThatWasChangedInTheFile() throws IOException {
        AuditExtract extract = extract("whole.zip");
        String id = trail.release().path("id").asText();
        Path forged = folder.resolve("forged-file.zip");
        rewrite(extract.path(), forged, "rows/release.jsonl", id, "\"version\": \"1.0\"", "\"version\": \"1.1\"");
        Command.Result verified = Command.slipway("verify", forged.toString(), "--key", key(), "--json")
                .with("SLIPWAY_LEDGER_URL", "https://nobody.invalid")
                .quietly()
                .run();
        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.output())
                .anySatisfy(line -> assertThat(line).contains("rows/release.jsonl was changed"))
                .anySatisfy(line -> assertThat(line).contains("the row release " + id + " was changed"));
    }

    @Test
    void publishesItsKeysAndSignedHeads() throws IOException {
        extract("keys.zip");
        JsonNode keys = SCENE.deployer.get("/api/v1/audit/keys").expect(200);
        assertThat(keys.path("items")).isNotEmpty();
        JsonNode head = SCENE.deployer
                .get("/api/v1/audit/heads")
                .expect(200)
                .path("items")
                .path(0);
        JsonNode payload = JSON.readTree(
                Base64.getDecoder().decode(head.at("/envelope/payload").asText()));
        assertThat(payload.at("/predicate/position").asLong())
                .isEqualTo(head.path("position").asLong());
        assertThat(payload.at("/subject/0/digest/sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(keys.path("items").findValuesAsText("fingerprint"))
                .contains(head.at("/envelope/signatures/0/keyid").asText());
        assertThat(Command.slipway("audit", "--keys")
                        .with("SLIPWAY_TOKEN", SCENE.deployer.token())
                        .quietly()
                        .run()
                        .expectSuccess()
                        .output())
                .anyMatch(line ->
                        line.contains(head.at("/envelope/signatures/0/keyid").asText()));
    }

    @Test
    void isForAdminsAlone() {
        String path = "/api/v1/audit/extract?from=2026-01-01&until=2026-01-01";
        Answer answer = SCENE.admin.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/zip");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"slipway-audit-2026-01-01-2026-01-01.zip\"");
        SCENE.approver.get(path).expectProblem(403, "forbidden");
        SCENE.admin
                .get("/api/v1/audit/extract?from=2026-01-02&until=2026-01-01")
                .expectProblem(400, "invalid-request");
        SCENE.admin
                .get("/api/v1/audit/extract?from=2026-02-30&until=2026-03-01")
                .expectProblem(400, "invalid-request");
        SCENE.admin.get("/api/v1/audit/extract?from=2026-01-02").expectProblem(400, "invalid-request");
    }

    /** Whoever adds a table or a column says whether it is evidence: a new column takes a new format of its table. */
    @Test
    void coversEveryTableAndColumnThatIsForInsertingAlone() throws IOException, SQLException {
        AuditExtract extract = extract("columns.zip");
        Set<String> linked = new TreeSet<>();
        extract.manifest().at("/predicate/tables").fieldNames().forEachRemaining(linked::add);
        Map<String, Set<String>> columns = new TreeMap<>();
        Set<String> inserted = new TreeSet<>();
        try (Connection database = Line.running().database();
                PreparedStatement query = database.prepareStatement("""
                        select table_name, column_name, has_table_privilege('ledger', table_name::text, 'update') from information_schema.columns
                        where table_schema = current_schema()""");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                columns.computeIfAbsent(row.getString(1), table -> new TreeSet<>())
                        .add(row.getString(2));
                if (!row.getBoolean(3)) {
                    inserted.add(row.getString(1));
                }
            }
        }
        Set<String> known = new TreeSet<>(linked);
        known.removeAll(CHANGING);
        known.addAll(NOT_LINKED);
        assertThat(known).containsExactlyInAnyOrderElementsOf(inserted);
        for (String table : linked) {
            List<String> rows = extract.lines("rows/" + table + ".jsonl");
            if (!CHANGING.contains(table) && !rows.isEmpty()) {
                Set<String> covered = new TreeSet<>(LEFT_OUT.getOrDefault(table, Set.of()));
                // In the order of the chain, so that the last one has the newest format.
                JSON.readTree(rows.get(rows.size() - 1)).fieldNames().forEachRemaining(covered::add);
                assertThat(covered).as(table).isEqualTo(columns.get(table));
            }
        }
    }

    /** Without an extract, which would link it. */
    @Test
    void soonLinksWhatIsRecorded() {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode recorded = scene.release("1.0");
        scene.evidence(recorded, "TEST-a.xml", Scene.PASSED).expect(201);
        scene.policy(Requests.policy(1, false));
        scene.deployer.post("/api/v1/deployment-requests", scene.request("1.0")).expect(201);
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                .expect(201);
        scene.admin
                .post(
                        "/api/v1/deployments",
                        Requests.with(Requests.deployment(scene.service, "1.0"), "environment", scene.environment))
                .expect(201);
        String id = recorded.path("id").asText();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Database.texts(LINKED, id, scene.environment))
                        .contains(
                                "approval",
                                "deployment",
                                "deployment_request",
                                "environment",
                                "evidence",
                                "gate_decision",
                                "policy",
                                "release",
                                "service"));
    }

    /** As one that was signed while the machine's clock was ahead. */
    @Test
    void soonSignsAgainBehindAHeadOfTheFuture() {
        String id = new Scene(REALM, SCRATCH).release("1.0").path("id").asText();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !Database.texts("select position from audit_link where row_id = ?::uuid", id)
                        .isEmpty());
        String ahead = Database.texts("""
                        insert into audit_head (id, position, fingerprint, envelope, signed_at)
                        select gen_random_uuid(), (select max(position) from audit_link), fingerprint, envelope, now() + interval '365 days'
                        from audit_head order by position desc, signed_at desc limit 1 returning id""").get(0);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !Database.texts("""
                            select h.id from audit_head h join audit_head a on a.id = ?::uuid
                            where h.position >= a.position and h.signed_at <= now()""", ahead).isEmpty());
        } finally {
            Database.update("delete from audit_head where id = ?::uuid", ahead);
        }
    }

    /** Its steps have the request's identity, which is as old as the request. */
    @Test
    void soonLinksTheStepsOfARequestThatWaitedForDays() {
        String step = stepOfARequestThatWaited();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Database.texts(
                                "select count(*) from audit_link where row_id = ?::uuid and name = 'deployment_request_step'",
                                step)
                        .equals(List.of("1")));
    }

    @Test
    void givesAnAuditorTheStepsOfARequestThatWaitedForDays() throws IOException {
        String step = stepOfARequestThatWaited();
        assertThat(extract("steps.zip").file("rows/deployment_request_step.jsonl"))
                .contains(step);
    }

    @Test
    void givesAnAuditorWhoWithdrewARequest() throws IOException {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        JsonNode asked = scene.deployer
                .post("/api/v1/deployment-requests", scene.request("1.0"))
                .expect(201);
        scene.deployer
                .post(RequestIT.address(asked) + "/withdrawal", Map.of("comment", "Later"))
                .expect(200);
        List<String> events = extract("withdrawn.zip").lines("rows/event.jsonl").stream()
                .filter(row -> row.contains(asked.path("id").asText()))
                .toList();
        assertThat(events).hasSize(1);
        JsonNode event = JSON.readTree(events.get(0));
        assertThat(event.path("kind").asText()).isEqualTo("request.withdrawn");
        assertThat(event.at("/payload/actor")).isEqualTo(asked.path("actor"));
        assertThat(event.at("/payload/detail").asText()).contains("Later");
    }

    /** A step, just told, of a request that was made two days ago. */
    private static String stepOfARequestThatWaited() {
        String release = trail.release().path("id").asText();
        return Database.texts("""
                with waited as (
                    insert into deployment_request (id, release_id, environment_id, channel, actor, is_rollback, state, reasons,
                        requested_at, decided_at, executor, claimed_at)
                    select (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - 172800000), 12, '0') || '70008000'
                            || substr(md5(random()::text), 1, 12))::uuid,
                        r.id, (select id from environment where name = '%s'), 'pipeline', 'a', false, 'withdrawn', '[]',
                        now() - interval '2 days', now(), 'a', now()
                    from release r where r.id = ?::uuid
                    returning id)
                insert into deployment_request_step (request_id, number, at, kind, text)
                select id, 1, now(), 'started', 'A step' from waited returning request_id""".formatted(SCENE.environment), release).get(0);
    }

    private static String key() {
        return SCENE.deployer
                .get("/api/v1/audit/keys")
                .expect(200)
                .at("/items/0/publicKey")
                .asText();
    }

    private static AuditExtract extract(String name) throws IOException {
        return AuditExtract.take(SCENE.admin, folder.resolve(name));
    }

    private static void rewrite(Path from, Path to, String file, String row, String before, String after)
            throws IOException {
        try (ZipFile zip = new ZipFile(from.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry : zip.stream().toList()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream in = zip.getInputStream(entry)) {
                    if (entry.getName().equals(file)) {
                        for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                            String other = line.contains(row) ? line.replace(before, after) : line;
                            out.write((line.isEmpty() ? "" : other + "\n").getBytes(StandardCharsets.UTF_8));
                        }
                    } else {
                        in.transferTo(out);
                    }
                }
                out.closeEntry();
            }
        }
    }
}
