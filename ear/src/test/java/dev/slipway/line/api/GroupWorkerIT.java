package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Command;
import dev.slipway.line.Database;
import dev.slipway.line.Digest;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the ledger reads of a server group's workers, which are files here and no servers; and what their user may put there. Beside the other tests, for it mostly waits. */
@Execution(ExecutionMode.CONCURRENT)
class GroupWorkerIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Path WORKERS = Line.running().state().resolve("workers");

    /** For what is to come. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For what is not to come: longer than the ledger takes from one look to the next. */
    private static final Duration WINDOW = Duration.ofSeconds(10);

    /** The ledger looks once in seconds, and each look here has it list what all tests have, for several tests at once. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** {@code SLIPWAY_DRIFT_GRACE}, where nobody sets it. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Scene scene = new Scene(REALM, SCRATCH);
    private ServerGroup group;
    private String first;
    private String second;

    @BeforeEach
    void make() throws IOException {
        group = new ServerGroup(scene);
        first = group.workers.get(0);
        second = group.workers.get(1);
        for (String worker : group.workers) {
            for (String folder : List.of("configuration", "data", "log")) {
                Files.createDirectories(WORKERS.resolve(worker).resolve(folder));
            }
            configure(worker, "");
            log(worker, "");
        }
    }

    @AfterEach
    void remove() throws IOException {
        group.close();
        for (String worker : group.workers) {
            Command.bash("rm -rf '%s'".formatted(WORKERS.resolve(worker))).run().expectSuccess();
        }
        await().atMost(PATIENCE).until(() -> workers().isEmpty());
    }

    @Test
    void seesWhatIsDoneThere() throws IOException {
        await().atMost(PATIENCE).until(() -> workers().equals(List.of(first, second)));
        assertThat(scene.approver
                        .get("/api/v1/skews?environment=" + scene.environment)
                        .expect(200)
                        .path("items"))
                .isEmpty();
        // As the ledger's own archive is called: it is the group's service all the same.
        String digest = deploy(first, "slipway.ear", "jane");
        await().atMost(PATIENCE).until(() -> deployments().size() == 1);
        JsonNode deployment = deployments().get(0);
        assertThat(deployment.path("actor").asText()).isEqualTo("jane");
        assertThat(deployment.path("channel").asText()).isEqualTo("cli");
        assertThat(deployment.path("archive").asText()).isEqualTo("slipway.ear");
        assertThat(deployment.path("artifactDigest").asText()).isEqualTo(digest);
        assertThat(deployment.path("workers"))
                .hasSize(1)
                .first()
                .extracting(JsonNode::asText)
                .isEqualTo(first);
        await().atMost(PATIENCE).until(() -> skews().size() == 1);
        JsonNode skew = skews().get(0);
        assertThat(skew.path("group").asText()).isEqualTo(group.name);
        assertThat(skew.path("service").asText()).isEqualTo(scene.service);
        assertThat(skew.path("workers").findValuesAsText("worker")).containsExactly(first, second);
        deploy(second, "slipway.ear", "jane");
        await().atMost(PATIENCE).until(() -> skews().isEmpty());
        await().atMost(PATIENCE)
                .until(() -> deployments().get(0).path("workers").size() == 2);
        assertThat(deployments()).hasSize(1);
        staysLiveWhenItIsTakenOffTheLedgersWorkers();
        isOfItsOwnServiceWhereAnotherHasTheSameArchive(digest);
        group.remove();
        await().atMost(PATIENCE).until(() -> workers().isEmpty());
        assertThat(deployments()).hasSize(1);
    }

    /** Where the ledger is killed meanwhile, it forgets a worker with all that is open of it, or not at all. */
    @Test
    void forgetsARemovedWorkerInOneTransaction() throws IOException, SQLException {
        deploy(first, "a.war", "jane");
        await().atMost(PATIENCE).until(() -> deployments().size() == 1);
        await().atMost(PATIENCE).until(() -> workers().equals(List.of(first, second)));
        try (Connection other = Line.running().database()) {
            other.setAutoCommit(false);
            Database.execute(other, "select from log_position where worker = ? for update", first);
            group.dropData();
            await().atMost(PATIENCE).until(GroupWorkerIT::waitsToForget);
            assertThat(workers()).containsExactly(first, second);
        }
        await().atMost(PATIENCE).until(() -> workers().isEmpty());
    }

    @Test
    void forgetsARemovedWorkerThatItCouldNeverCompare() throws IOException {
        try (ServerGroup unready = new ServerGroup(new Scene(REALM, SCRATCH))) {
            String worker = unready.workers.get(0);
            try {
                Files.createDirectories(WORKERS.resolve(worker).resolve("data"));
                log(worker, "");
                await().atMost(PATIENCE).until(() -> hasPosition(worker));
                unready.dropData();
                await().atMost(PATIENCE).until(() -> !hasPosition(worker));
            } finally {
                Command.bash("rm -rf '%s'".formatted(WORKERS.resolve(worker)))
                        .run()
                        .expectSuccess();
            }
        }
    }

    /** Its files stay: what was lost of its log was lost before. */
    @Test
    void readsOnWhereARemovedWorkerComesBack() throws IOException {
        log(first, "no record\n");
        await().atMost(PATIENCE).until(() -> gaps().contains(first));
        await().atMost(PATIENCE).until(() -> isMeasured(first));
        assertThat(metrics())
                .containsPattern("slipway_audit_log_gap_timestamp_seconds\\{worker=\"" + first + "\"\\} [1-9]");
        group.remove();
        await().atMost(PATIENCE).until(() -> workers().isEmpty());
        await().atMost(PATIENCE).until(() -> !isMeasured(first));
        assertThat(hasPosition(first)).isTrue();
        group.comeBack();
        deploy(first, "a.war", "jane");
        await().atMost(PATIENCE).until(() -> deployments().size() == 1);
        assertThat(gaps()).filteredOn(first::equals).hasSize(1);
    }

    private static ConditionFactory await() {
        return Awaitility.await().pollInterval(PAUSE);
    }

    private boolean isMeasured(String worker) {
        return metrics().contains("slipway_audit_log_position_bytes{worker=\"" + worker + "\"}");
    }

    private String metrics() {
        return scene.approver.get("/metrics").body();
    }

    private static boolean hasPosition(String worker) {
        return !Database.texts("select worker from log_position where worker = ?", worker)
                .isEmpty();
    }

    /** Whether the ledger waits for a lock before it can forget how far it has read a log. */
    private static boolean waitsToForget() throws SQLException {
        String deletion =
                "select from pg_stat_activity where wait_event_type = 'Lock' and query like 'delete from log_position%'";
        try (Connection database = Line.running().superuser("slipway");
                Statement statement = database.createStatement();
                ResultSet waiting = statement.executeQuery(deletion)) {
            return waiting.next();
        }
    }

    private void isOfItsOwnServiceWhereAnotherHasTheSameArchive(String digest) {
        for (String service : List.of(scene.service, SCRATCH.service(scene.deployer))) {
            scene.deployer
                    .post(
                            "/api/v1/releases",
                            Requests.with(Requests.release(service, "of-" + service), "artifactDigest", digest))
                    .expect(201);
        }
        assertThat(scene.approver.get("/api/v1/workers?limit=100").expect(200).path("items"))
                .filteredOn(worker -> worker.path("group").asText().equals(group.name))
                .hasSize(2)
                .allSatisfy(worker -> assertThat(worker.path("archives").findValuesAsText("version"))
                        .containsExactly("of-" + scene.service));
    }

    private void staysLiveWhenItIsTakenOffTheLedgersWorkers() {
        String live = "/api/v1/deployments?live=true&service=" + scene.service;
        assertThat(scene.approver.get(live).items("archive")).containsExactly("slipway.ear");
        String id = deployments().get(0).path("id").asText();
        Database.update(
                "insert into deployment (id, service_id, environment_id, channel, actor, started_at, finished_at, outcome,"
                        + " recorded_at, operation, archive) select gen_random_uuid(), service_id, environment_id, 'cli', 'it', now(),"
                        + " now(), 'succeeded', now(), 'remove', archive from deployment where id = '" + id + "'");
        assertThat(scene.approver.get(live).items("archive")).containsExactly("slipway.ear");
        Database.update("delete from deployment where actor = 'it' and service_id ="
                + " (select service_id from deployment where id = '" + id + "')");
    }

    /** A deployment takes one worker after the other: those to come differ for as long as it takes, and that is no drift. */
    @Test
    void findsNoDriftWhereADeploymentHasNotArrivedYet() throws IOException {
        scene.release("1.0");
        String request = scene.deployer
                .post("/api/v1/deployment-requests", scene.request("1.0"))
                .expect(201)
                .path("id")
                .asText();
        Database.update(
                "update deployment_request set state = 'running', is_for_agent = true, executor = 'it', claimed_at = now(),"
                        + " decided_at = now() where id = '" + request + "'");
        deploy(first, "a.war", "jane");
        await().atMost(PATIENCE).until(() -> deployments().size() == 1);
        hasBeenThereForLong();
        await().during(GRACE.plus(WINDOW))
                .atMost(GRACE.plus(WINDOW).plus(PATIENCE))
                .until(() -> !drifts().contains("missing"));
        Database.update("update deployment_request set state = 'withdrawn' where id = '" + request + "'");
        await().atMost(GRACE.plus(PATIENCE)).until(() -> drifts().contains("missing"));
    }

    /** An added worker gets its archive by a restart, once its server is up: until then it lacks it, and that is no drift. */
    @Test
    void findsNoDriftWhereAWorkerIsBeingAdded() throws IOException {
        Database.update("update server_group set state = 'making' where name = ?", group.name);
        deploy(first, "a.war", "jane");
        await().atMost(PATIENCE).until(() -> deployments().size() == 1);
        await().during(GRACE.plus(WINDOW))
                .atMost(GRACE.plus(WINDOW).plus(PATIENCE))
                .until(() -> !drifts().contains("missing"));
        Database.update("""
                insert into restart (id, group_id, service_id, environment_id, is_for_definition, channel, actor, executor, state,
                    steps, requested_at, started_at, heard_at)
                select gen_random_uuid(), id, service_id, environment_id, false, 'cli', 'it', 'it', 'running', '[]', now(), now(),
                    now()
                from server_group where name = ?""", group.name);
        Database.update("update server_group set state = 'ready' where name = ?", group.name);
        hasBeenThereForLong();
        await().during(WINDOW).atMost(WINDOW.plus(PATIENCE)).until(() -> !drifts().contains("missing"));
        Database.update(
                "update restart set state = 'failed', finished_at = now() where group_id ="
                        + " (select id from server_group where name = ?)",
                group.name);
        await().atMost(GRACE.plus(PATIENCE)).until(() -> drifts().contains("missing"));
    }

    private void hasBeenThereForLong() {
        Database.update("update server_group set changed_at = now() - interval '2 hours' where name = ?", group.name);
    }

    /** It starts on one worker and fails on another, and on that one it is tried again: one deployment, as it ended last. */
    @Test
    void makesOneDeploymentOfWhatTheAgentDoesForOneRequest() throws IOException {
        String version = "1.0";
        String digest = Digest.of("a.war".getBytes(StandardCharsets.UTF_8));
        scene.deployer
                .post(
                        "/api/v1/releases",
                        Requests.with(Requests.release(scene.service, version), "artifactDigest", digest))
                .expect(201);
        String request = scene.deployer
                .post("/api/v1/deployment-requests", scene.request(version))
                .expect(201)
                .path("id")
                .asText();
        Database.update(
                "update deployment_request set state = 'running', is_for_agent = true, executor = 'it', claimed_at = now(),"
                        + " decided_at = now() where id = '" + request + "'");
        deploy(first, "a.war", "it");
        await().atMost(PATIENCE).until(() -> deployments().size() == 1);
        audit(second, "a.war", "it", false);
        await().atMost(PATIENCE)
                .until(() -> deployments().get(0).path("outcome").asText().equals("failed"));
        deploy(second, "a.war", "it");
        await().atMost(PATIENCE)
                .until(() -> deployments().get(0).path("outcome").asText().equals("succeeded"));
        assertThat(deployments()).hasSize(1);
        assertThat(deployments().get(0).path("executor").asText()).isEqualTo("it");
        assertThat(deployments().get(0).path("workers")).hasSize(2);
        Database.update("update deployment_request set state = 'withdrawn' where id = '" + request + "'");
    }

    private List<String> drifts() {
        return scene.approver.get("/api/v1/drifts?service=" + scene.service).items("kind");
    }

    @Test
    void readsWhatIsItsOwnAndTellsWhatIsLost() throws IOException {
        deploy(first, "a.war", "jane");
        deploy(second, "a.war", "jane");
        await().atMost(PATIENCE)
                .until(() -> deployments().size() == 1
                        && deployments().get(0).path("workers").size() == 2);
        Path data = WORKERS.resolve(first).resolve("data");
        Files.move(data, data.resolveSibling("aside"));
        Files.createSymbolicLink(data, WORKERS.resolve("worker-1/data"));
        Path log = WORKERS.resolve(second).resolve("data/audit-log.log");
        Files.delete(log);
        Files.createSymbolicLink(log, WORKERS.resolve("worker-1/data/audit-log.log"));
        await().atMost(PATIENCE).until(() -> gaps().containsAll(List.of(first, second)));
        // Neither keeps the ledger from its own workers, nor from the other once that is well.
        Files.delete(log);
        log(second, "x".repeat(3 << 20) + "\n");
        deploy(second, "b.war", "jane");
        await().atMost(PATIENCE).until(() -> deployments().size() == 2);
        assertThat(deployments().get(0).path("archive").asText()).isEqualTo("b.war");
        assertThat(deployments().get(0).path("workers")).hasSize(1);
    }

    /** As a server shows it; returns the digest of what it stores. */
    private static String deploy(String worker, String archive, String user) throws IOException {
        byte[] content = archive.getBytes(StandardCharsets.UTF_8);
        String sha1 = sha1(content);
        Path stored = Files.createDirectories(
                WORKERS.resolve(worker).resolve("data/content/" + sha1.substring(0, 2) + "/" + sha1.substring(2)));
        Files.write(stored.resolve("content"), content);
        configure(
                worker,
                "<deployment name=\"%s\" runtime-name=\"%1$s\"><content sha1=\"%s\"/></deployment>"
                        .formatted(archive, sha1));
        audit(worker, archive, user, true);
        return Digest.of(content);
    }

    private static void audit(String worker, String archive, String user, boolean isSuccess) throws IOException {
        String operation =
                "{\"operation\":\"composite\",\"address\":[],\"steps\":[{\"operation\":\"add\",\"address\":{\"deployment\":\"%s\"},"
                        + "\"content\":[{\"input-stream-index\":0}]},{\"operation\":\"deploy\",\"address\":{\"deployment\":\"%1$s\"}}]}";
        log(
                worker,
                ("%s - {\"type\":\"core\",\"r/o\":false,\"booting\":false,\"version\":\"39.0.1.Final\",\"user\":\"%s\","
                                + "\"domainUUID\":null,\"access\":\"NATIVE\",\"remote-address\":\"/127.0.0.1\",\"success\":%b,\"ops\":["
                                + operation.replace("%s", archive).replace("%1$s", archive) + "]}\n")
                        .formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS), user, isSuccess));
    }

    private static void configure(String worker, String deployments) throws IOException {
        Path folder = WORKERS.resolve(worker).resolve("configuration");
        Path next = folder.resolve("standalone.xml.new");
        Files.writeString(next, "<server><deployments>" + deployments + "</deployments></server>");
        Files.move(next, folder.resolve("standalone.xml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void log(String worker, String line) throws IOException {
        Files.writeString(
                WORKERS.resolve(worker).resolve("data/audit-log.log"),
                line,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static String sha1(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<JsonNode> deployments() {
        return all(scene.approver
                .get("/api/v1/deployments?service=" + scene.service + "&environment=" + scene.environment)
                .expect(200));
    }

    private List<JsonNode> skews() {
        return all(scene.approver
                .get("/api/v1/skews?environment=" + scene.environment)
                .expect(200));
    }

    private List<String> workers() {
        return all(scene.approver.get("/api/v1/workers?limit=100").expect(200)).stream()
                .filter(worker -> worker.path("group").asText().equals(group.name))
                .map(worker -> worker.path("name").asText())
                .toList();
    }

    private List<String> gaps() {
        return all(scene.approver.get("/api/v1/gaps?limit=100").expect(200)).stream()
                .map(gap -> gap.path("worker").asText())
                .toList();
    }

    private static List<JsonNode> all(JsonNode page) {
        List<JsonNode> items = new ArrayList<>();
        page.path("items").forEach(items::add);
        return items;
    }
}
