package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Management;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent does to a worker, and what it tells of it, is one deployment: of whoever asked for it. */
class AgentDoorIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private final Caller agent = REALM.operator("agent", "deployer");
    private final Caller deployer = REALM.client("deployer");

    @TempDir
    Path folder;

    private Probe probe;

    @BeforeEach
    void write() {
        probe = Probe.running(folder, SCRATCH.name(), "one");
    }

    @AfterEach
    void remove() {
        Management.remove(probe.archive());
    }

    @Test
    void isOfWhoeverAskedBeforeTheAgentTellsOfIt() {
        JsonNode request = running();
        Instant started = Instant.now();
        Management.deploy(agent, probe.archive(), probe.file()).expect(200);
        JsonNode shown = probe.deployment(1);
        assertThat(shown.path("actor")).isEqualTo(request.path("actor"));
        assertThat(shown.path("channel").asText()).isEqualTo("pipeline");
        assertThat(shown.path("executor").asText()).isEqualTo(executor());
        JsonNode done = report(request, started);
        assertThat(done.path("deploymentId")).isEqualTo(shown.path("id"));
        JsonNode whole = whole();
        assertThat(whole.path("witnesses")).extracting(JsonNode::asText).containsExactly("api", "audit-log");
        assertThat(whole.path("requestId")).isEqualTo(request.path("id"));
        assertThat(whole.path("version").asText()).isEqualTo("1.0");
    }

    @Test
    void isTheOneThatTheAgentToldOf() {
        JsonNode request = running();
        JsonNode done = report(request, Instant.now().minusSeconds(1));
        Management.deploy(agent, probe.archive(), probe.file()).expect(200);
        await().atMost(Probe.PATIENCE)
                .until(() -> probe.deployments().get(0).path("archive").asText().equals(probe.archive()));
        JsonNode whole = whole();
        assertThat(whole.path("id")).isEqualTo(done.path("deploymentId"));
        assertThat(whole.path("actor")).isEqualTo(request.path("actor"));
        assertThat(whole.path("channel").asText()).isEqualTo("pipeline");
        assertThat(whole.path("executor").asText()).isEqualTo(executor());
        assertThat(whole.path("workers").path(0).asText()).isEqualTo("worker-1");
    }

    /** Whoever has the agent's password and no order is seen. */
    @Test
    void isTheAgentsOwnWhereNobodyAsked() {
        Management.deploy(agent, probe.archive(), probe.file()).expect(200);
        JsonNode shown = probe.deployment(1);
        assertThat(shown.path("actor").asText()).isEqualTo("service-account-" + executor());
        assertThat(shown.has("executor")).isFalse();
    }

    /** Nobody asks for it: the agent puts the ledger there before there is one, and tells of it when there is. */
    @Test
    void isOneAlsoWhereItIsTheLedgersOwnFirst() {
        List<String> own = new ArrayList<>();
        for (JsonNode each : deployer.get("/api/v1/deployments?service=slipway&limit=100")
                .expect(200)
                .path("items")) {
            if (each.path("actor").asText().matches("(service-account-)?agent")) {
                own.add(each.path("id").asText());
            }
        }
        assertThat(own)
                .isNotEmpty()
                .allSatisfy(id -> assertThat(deployer.get("/api/v1/deployments/" + id)
                                .expect(200)
                                .path("witnesses"))
                        .extracting(JsonNode::asText)
                        .containsExactly("api", "audit-log"));
    }

    /** A request that this agent carries out, by the database: a line's own agent would claim it. */
    private JsonNode running() {
        deployer.post("/api/v1/services", Map.of("name", probe.service(), "title", "Probe"))
                .expect(201);
        deployer.post(
                        "/api/v1/releases",
                        Map.of("service", probe.service(), "version", "1.0", "artifactDigest", probe.digest()))
                .expect(201);
        JsonNode request = deployer.post(
                        "/api/v1/deployment-requests",
                        Map.of("service", probe.service(), "version", "1.0", "environment", "production"))
                .expect(201);
        Database.update(
                "update deployment_request set state = 'running', is_for_agent = true, executor = ?,"
                        + " claimed_at = now(), decided_at = now() where id = ?::uuid",
                executor(),
                request.path("id").asText());
        return request;
    }

    private JsonNode report(JsonNode request, Instant started) {
        return agent.put(
                        "/api/v1/deployment-requests/" + request.path("id").asText() + "/result",
                        Map.of(
                                "startedAt",
                                started.toString(),
                                "finishedAt",
                                Instant.now().toString(),
                                "outcome",
                                "succeeded"))
                .expect(200);
    }

    private JsonNode whole() {
        List<JsonNode> all = probe.deployments();
        assertThat(all).hasSize(1);
        return deployer.get("/api/v1/deployments/" + all.get(0).path("id").asText())
                .expect(200);
    }

    private String executor() {
        return agent.get("/api/v1/me").expect(200).path("name").asText().substring("service-account-".length());
    }
}
