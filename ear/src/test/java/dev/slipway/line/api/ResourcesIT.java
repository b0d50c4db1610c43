package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is created can be read, alone and in its list. */
@InTurn
class ResourcesIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller PIPELINE = Caller.pipeline();
    private static final Caller ADMIN = REALM.client("admin");

    @Test
    void beginsWithOneEnvironment() {
        assertThat(PIPELINE.get("/api/v1/environments/production")
                        .expect(200)
                        .path("title")
                        .asText())
                .isEqualTo("Production");
    }

    @Test
    void beginsWithSlipwayItself() {
        assertThat(PIPELINE.get("/api/v1/services/slipway")
                        .expect(200)
                        .path("title")
                        .asText())
                .isEqualTo("Slipway");
        assertThat(PIPELINE.get("/api/v1/deployments?live=true&service=slipway&environment=production")
                        .expect(200)
                        .path("items"))
                .hasSize(1);
        JsonNode deployed = PIPELINE.get(
                        "/api/v1/deployments?service=slipway&environment=production&channel=cli&outcome=succeeded")
                .expect(200)
                .path("items")
                .path(0);
        // By what the agent says of it, or by the workers' own logs, whichever was there first.
        assertThat(deployed.path("actor").asText()).isIn("service-account-agent", "agent");
        assertThat(deployed.path("workers").path(0).asText()).isEqualTo("worker-1");
        assertThat(Duration.between(
                        Instant.parse(deployed.path("startedAt").asText()),
                        Instant.parse(deployed.path("finishedAt").asText())))
                .isPositive();
    }

    @Test
    void createsAndShowsServices() {
        String name = SCRATCH.name();
        JsonNode created = created("services", name, PIPELINE, Requests.service(name));
        assertThat(created.path("name").asText()).isEqualTo(name);
        assertThat(created.path("title").asText()).isEqualTo("Test " + name);
        assertRecent(created.path("createdAt"));
    }

    @Test
    void createsAndShowsEnvironments() {
        String name = SCRATCH.name();
        JsonNode created = created("environments", name, REALM.client("admin"), Requests.environment(name));
        assertThat(created.path("name").asText()).isEqualTo(name);
        assertThat(created.path("rank").asInt()).isEqualTo(50);
        assertRecent(created.path("createdAt"));
    }

    @Test
    void recordsAndShowsReleases() {
        String service = SCRATCH.service(PIPELINE);
        Map<String, Object> request = Requests.with(
                Requests.with(
                        Requests.release(service, "1.4.0+9fceb02"), "sourceUrl", "https://git.example.org/a?b=c&d"),
                "builtAt",
                "2026-11-23T12:10:00.123456+02:00");
        JsonNode created = created("releases", null, PIPELINE, request);
        assertThat(created.path("service").asText()).isEqualTo(service);
        assertThat(created.path("version").asText()).isEqualTo("1.4.0+9fceb02");
        assertThat(created.path("commit").asText()).isEqualTo(Requests.COMMIT);
        assertThat(created.path("artifactDigest").asText()).isEqualTo(Requests.DIGEST);
        assertThat(created.path("sourceUrl").asText()).isEqualTo("https://git.example.org/a?b=c&d");
        assertThat(created.path("builtAt").asText()).isEqualTo("2026-11-23T10:10:00.123456Z");
        assertRecent(created.path("recordedAt"));
        assertThat(PIPELINE.get("/api/v1/releases?service=" + service).items("id"))
                .containsExactly(created.path("id").asText());
    }

    @Test
    void leavesOutWhatWasNotRecorded() {
        String service = SCRATCH.service(PIPELINE);
        JsonNode created = created("releases", null, PIPELINE, Requests.release(service, "1"));
        assertThat(created.has("sourceUrl")).isFalse();
        assertThat(created.has("builtAt")).isFalse();
    }

    @Test
    void recordsAndShowsDeployments() {
        String service = SCRATCH.service(PIPELINE);
        JsonNode release = created("releases", null, PIPELINE, Requests.release(service, "1.0"));
        JsonNode created = created("deployments", null, PIPELINE, Requests.deployment(service, "1.0"));
        assertThat(created.path("releaseId")).isEqualTo(release.path("id"));
        assertThat(created.path("commit")).isEqualTo(release.path("commit"));
        assertThat(created.path("artifactDigest")).isEqualTo(release.path("artifactDigest"));
        assertThat(created.path("environment").asText()).isEqualTo("production");
        assertThat(created.path("channel").asText()).isEqualTo("pipeline");
        assertThat(created.path("startedAt").asText()).isEqualTo(Requests.STARTED.toString());
        assertThat(created.path("finishedAt").asText())
                .isEqualTo(Requests.STARTED.plusSeconds(12).toString());
        assertThat(created.path("outcome").asText()).isEqualTo("succeeded");
    }

    @Test
    void findsDeploymentsByEachFilter() {
        Caller deployer = REALM.client("deployer");
        String actor = deployer.get("/api/v1/me").expect(200).path("name").asText();
        String service = SCRATCH.service(deployer);
        deployer.post("/api/v1/releases", Requests.release(service, "1.0")).expect(201);
        Map<String, Object> request = Requests.deployment(service, "1.0");
        String succeeded = id(deployer.post("/api/v1/deployments", request));
        String failed = id(deployer.post("/api/v1/deployments", Requests.with(request, "outcome", "failed")));
        String console = id(ADMIN.post("/api/v1/deployments", Requests.with(request, "channel", "console")));

        String of = "/api/v1/deployments?service=" + service;
        assertThat(PIPELINE.get(of).items("id")).containsExactlyInAnyOrder(succeeded, failed, console);
        assertThat(PIPELINE.get(of + "&environment=production").items("id")).hasSize(3);
        assertThat(PIPELINE.get(of + "&environment=" + SCRATCH.name()).items("id"))
                .isEmpty();
        assertThat(PIPELINE.get(of + "&channel=console").items("id")).containsExactly(console);
        assertThat(PIPELINE.get(of + "&outcome=failed").items("id")).containsExactly(failed);
        assertThat(PIPELINE.get(of + "&actor=" + actor).items("id")).containsExactlyInAnyOrder(succeeded, failed);
        assertThat(PIPELINE.get("/api/v1/deployments?actor=" + actor).items("id"))
                .containsExactlyInAnyOrder(succeeded, failed);
    }

    @Test
    void showsTheNewestSuccessAsLive() {
        String service = SCRATCH.service(PIPELINE);
        PIPELINE.post("/api/v1/releases", Requests.release(service, "1.0")).expect(201);
        PIPELINE.post("/api/v1/releases", Requests.release(service, "2.0")).expect(201);
        deploy(service, "1.0", "2026-11-20T10:00:00Z", "succeeded");
        String live = deploy(service, "2.0", "2026-11-22T10:00:00Z", "succeeded");
        deploy(service, "1.0", "2026-11-21T10:00:00Z", "succeeded");
        deploy(service, "1.0", "2026-11-23T10:00:00Z", "failed");
        assertThat(PIPELINE.get("/api/v1/deployments?live=true&service=" + service)
                        .items("id"))
                .containsExactly(live);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services/no-such",
                "services/NO%20SUCH",
                "environments/no-such",
                "releases/00000000-0000-0000-0000-000000000000",
                "deployments/00000000-0000-0000-0000-000000000000",
                "deployments/not-an-id",
                "releases/1",
                "nothing",
                "services/a/b"
            })
    void saysWhenThereIsNothing(String path) {
        PIPELINE.get("/api/v1/" + path).expectProblem(404, "not-found");
    }

    private static String deploy(String service, String version, String at, String outcome) {
        Map<String, Object> request = Requests.deployment(service, version);
        return id(ADMIN.post(
                "/api/v1/deployments",
                Requests.with(
                        Requests.with(Requests.with(request, "startedAt", at), "finishedAt", at), "outcome", outcome)));
    }

    private static String id(Answer created) {
        return created.expect(201).path("id").asText();
    }

    /** Creates it, finds it at its address, and returns what the answer said. */
    private static JsonNode created(String list, @Nullable String key, Caller caller, Map<String, Object> request) {
        Answer answer = caller.post("/api/v1/" + list, request);
        JsonNode created = answer.expect(201);
        if (key == null) {
            assertThat(UUID.fromString(created.path("id").asText())).isNotNull();
        }
        String address =
                "/api/v1/" + list + "/" + (key == null ? created.path("id").asText() : key);
        assertThat(answer.header("Location")).isEqualTo(Line.running().ledger() + address);
        ObjectNode shown = (ObjectNode) caller.get(address).expect(200);
        // Only who asks for it alone is told who told of it.
        shown.remove("witnesses");
        assertThat(shown).isEqualTo(created);
        return created;
    }

    private static void assertRecent(JsonNode time) {
        assertThat(Instant.parse(time.asText()))
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(5)),
                        Instant.now().plus(Duration.ofMinutes(1)));
    }
}
