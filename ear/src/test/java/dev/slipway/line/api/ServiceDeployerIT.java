package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Digest;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The role {@code SERVICE.deployer} alone: it reads what a viewer reads, and deploys one service. */
@InTurn
class ServiceDeployerIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Scene OWN = new Scene(REALM, SCRATCH);
    private static final Scene OTHER = new Scene(REALM, SCRATCH);
    private static final Caller DEPLOYER = REALM.serviceDeployer(OWN.service);
    private static final Caller NEIGHBOUR = REALM.serviceDeployer(OTHER.service);

    @Test
    void readsWhatViewersRead() {
        JsonNode me = DEPLOYER.get("/api/v1/me").expect(200);
        assertThat(me.path("roles").toString()).isEqualTo("[\"viewer\"]");
        assertThat(me.path("deploys").toString()).isEqualTo("[\"" + OWN.service + "\"]");
        for (String list :
                List.of("services", "environments", "releases", "deployments", "deployment-requests", "locks")) {
            DEPLOYER.get("/api/v1/" + list).expect(200);
        }
    }

    @Test
    void deploysTheService() {
        JsonNode release =
                DEPLOYER.post("/api/v1/releases", release(OWN.service, "1.0")).expect(201);
        evidence(release).expect(201);
        JsonNode request =
                DEPLOYER.post("/api/v1/deployment-requests", OWN.request("1.0")).expect(201);
        DEPLOYER.post(withdrawal(request), Map.of()).expect(200);
        JsonNode deployment =
                DEPLOYER.post("/api/v1/deployments", deployment(OWN, "1.0")).expect(201);
        DEPLOYER.put(intervention(deployment), Map.of("isNeeded", true)).expect(200);
        DEPLOYER.put(repair(deployment), Map.of()).expect(200);
    }

    /** A service's pipeline runs before anybody has registered the service. */
    @Test
    void registersTheServiceAndNoOther() {
        String service = SCRATCH.name();
        Caller deployer = REALM.serviceDeployer(service);
        assertThat(deployer.post("/api/v1/services", Requests.service(SCRATCH.name()))
                        .expectProblem(403, "forbidden")
                        .path("detail")
                        .asText())
                .contains(".deployer");
        deployer.post("/api/v1/services", Requests.service(service)).expect(201);
        deployer.post("/api/v1/services", Requests.service(service)).expectProblem(409, "service-exists");
        deployer.post("/api/v1/releases", release(service, "1.0")).expect(201);
    }

    @Test
    void deploysNoOther() {
        JsonNode release = OTHER.release("1.0");
        JsonNode request = OTHER.deployer
                .post("/api/v1/deployment-requests", OTHER.request("1.0"))
                .expect(201);
        JsonNode deployment = OTHER.deployer
                .post("/api/v1/deployments", deployment(OTHER, "1.0"))
                .expect(201);
        for (Answer refused : List.of(
                DEPLOYER.post("/api/v1/releases", Requests.release(OTHER.service, "2.0")),
                evidence(release),
                DEPLOYER.post("/api/v1/deployment-requests", OTHER.request("1.0")),
                DEPLOYER.post(withdrawal(request), Map.of()),
                DEPLOYER.post("/api/v1/deployments", deployment(OTHER, "1.0")),
                DEPLOYER.put(intervention(deployment), Map.of("isNeeded", true)),
                DEPLOYER.put(repair(deployment), Map.of()))) {
            assertThat(refused.expectProblem(403, "forbidden").path("detail").asText())
                    .contains(OTHER.service + ".deployer");
        }
    }

    /** They are from its worker's log. */
    @Test
    void readsNoLogLinesOfAnothersFailure() {
        OWN.release("8.0");
        String failed = OWN.deployer
                .post("/api/v1/deployments", Requests.with(deployment(OWN, "8.0"), "outcome", "failed"))
                .expect(201)
                .path("id")
                .asText();
        TwoEnvironments.change(failed, "failure_log = 'ERROR No price list'");
        for (Caller reader : List.of(DEPLOYER, OWN.deployer, OWN.admin)) {
            JsonNode shown = reader.get("/api/v1/deployments/" + failed).expect(200);
            assertThat(shown.path("failureLog").asText()).isEqualTo("ERROR No price list");
        }
        for (Caller reader : List.of(NEIGHBOUR, OWN.approver)) {
            JsonNode shown = reader.get("/api/v1/deployments/" + failed).expect(200);
            assertThat(shown.path("outcome").asText()).isEqualTo("failed");
            assertThat(shown.has("failureLog")).isFalse();
        }
    }

    /** What was deployed as another service's, by console for instance, and is no release yet, does not become its own by its digest. */
    @Test
    void takesOverNothingThatNobodyReleased() {
        String digest = Digest.of(("Nobody's " + OTHER.service).getBytes(StandardCharsets.UTF_8));
        Database.update("""
                insert into deployment (id, service_id, environment_id, channel, actor, started_at, finished_at, outcome,
                    recorded_at, artifact_digest, archive, workers)
                select gen_random_uuid(), s.id, e.id, 'console', 'it', now(), now(), 'succeeded', now(), ?, 'other.war', '{worker-1}'
                from service s, environment e where s.name = ? and e.name = ?""", digest, OTHER.service, OTHER.environment);
        Map<String, Object> release = Requests.with(Requests.release(OWN.service, "4.0"), "artifactDigest", digest);
        DEPLOYER.post("/api/v1/releases", release).expectProblem(403, "forbidden");
        String deployment = "/api/v1/deployments?service=" + OTHER.service + "&limit=1";
        assertThat(DEPLOYER.get(deployment).items("artifactDigest")).containsExactly(digest);
        OTHER.deployer
                .post("/api/v1/releases", Requests.with(release, "service", OTHER.service))
                .expect(201);
        assertThat(DEPLOYER.get(deployment).items("version")).containsExactly("4.0");
    }

    /** Archives are the releases' whose bytes they are; their digests are for everybody to read. */
    @Test
    void getsNoArchiveOfAnother() {
        String bytes = "Theirs " + OTHER.service;
        String digest = Digest.of(bytes.getBytes(StandardCharsets.UTF_8));
        OTHER.deployer
                .post(
                        "/api/v1/releases",
                        Requests.with(Requests.release(OTHER.service, "3.0"), "artifactDigest", digest))
                .expect(201);
        String archive = "/api/v1/archives/" + digest;
        assertThat(OTHER.deployer
                        .send("PUT", archive, BodyPublishers.ofString(bytes))
                        .status())
                .isEqualTo(201);
        for (Answer refused : List.of(
                DEPLOYER.get(archive),
                DEPLOYER.send("PUT", archive, BodyPublishers.ofString(bytes)),
                DEPLOYER.post(
                        "/api/v1/releases",
                        Requests.with(Requests.release(OWN.service, "3.0"), "artifactDigest", digest)),
                DEPLOYER.get(archive))) {
            assertThat(refused.expectProblem(403, "forbidden").path("detail").asText())
                    .contains(OTHER.service);
        }
        OTHER.deployer
                .post("/api/v1/releases", Requests.with(Requests.release(OWN.service, "3.0"), "artifactDigest", digest))
                .expect(201);
        assertThat(DEPLOYER.get(archive).status())
                .as("both services' by the word of whoever may deploy both")
                .isEqualTo(200);
    }

    /** Whoever sees a digest in time, as in the log of a build, is the first to record it; the archive is not theirs for that. */
    @Test
    void getsNoArchiveByRecordingItsDigestFirst() {
        String bytes = "Theirs first " + OTHER.service;
        String digest = Digest.of(bytes.getBytes(StandardCharsets.UTF_8));
        String archive = "/api/v1/archives/" + digest;
        Map<String, Object> claim = Requests.with(Requests.release(OWN.service, "5.0"), "artifactDigest", digest);
        Map<String, Object> theirs = Requests.with(claim, "service", OTHER.service);
        JsonNode claimed = DEPLOYER.post("/api/v1/releases", claim).expect(201);
        NEIGHBOUR.post("/api/v1/releases", theirs).expect(201);
        NEIGHBOUR.get(archive).expectProblem(404, "not-found");
        assertThat(NEIGHBOUR
                        .send("PUT", archive, BodyPublishers.ofString(bytes))
                        .status())
                .isEqualTo(201);
        assertThat(NEIGHBOUR.get(archive).status()).isEqualTo(200);

        DEPLOYER.get(archive).expectProblem(403, "forbidden");
        assertThat(DEPLOYER.send("HEAD", archive, BodyPublishers.noBody()).status())
                .isEqualTo(404);
        assertThat(isArchived(claimed)).isFalse();
        assertThat(DEPLOYER.get("/api/v1/releases?artifactDigest=" + digest).items("isArchived"))
                .containsExactlyInAnyOrder("true", "false");
        DEPLOYER.post("/api/v1/deployment-requests", OWN.agentRequest("5.0")).expectProblem(422, "archive-missing");
        DEPLOYER.post("/api/v1/releases", Requests.with(claim, "version", "5.1"))
                .expectProblem(403, "forbidden");

        assertThat(DEPLOYER.send("PUT", archive, BodyPublishers.ofString(bytes)).status())
                .as("who has the same bytes")
                .isEqualTo(204);
        assertThat(DEPLOYER.get(archive).status()).isEqualTo(200);
        assertThat(isArchived(claimed)).isTrue();
    }

    /** Who deploys every service uploads for the one that they recorded, and not for another that claims the same. */
    @Test
    void getsNoArchiveThatADeployerOfAllUploadsForAnother() {
        String bytes = "Theirs, by a deployer of all " + OTHER.service;
        String digest = Digest.of(bytes.getBytes(StandardCharsets.UTF_8));
        String archive = "/api/v1/archives/" + digest;
        Map<String, Object> claim = Requests.with(Requests.release(OWN.service, "6.0"), "artifactDigest", digest);
        DEPLOYER.post("/api/v1/releases", claim).expect(201);
        JsonNode theirs = OTHER.deployer
                .post("/api/v1/releases", Requests.with(claim, "service", OTHER.service))
                .expect(201);
        assertThat(OTHER.deployer
                        .send("PUT", archive, BodyPublishers.ofString(bytes))
                        .status())
                .isEqualTo(201);
        DEPLOYER.get(archive).expectProblem(403, "forbidden");
        assertThat(isArchived(theirs)).isTrue();
    }

    /** Which of the services that claim it they upload it for, they say when they ask for it. */
    @Test
    void getsTheArchiveThatADeployerOfAllDeploysForIt() {
        String bytes = "Both services' " + OTHER.service;
        String digest = Digest.of(bytes.getBytes(StandardCharsets.UTF_8));
        String archive = "/api/v1/archives/" + digest;
        Map<String, Object> claim = Requests.with(Requests.release(OWN.service, "7.0"), "artifactDigest", digest);
        JsonNode claimed = DEPLOYER.post("/api/v1/releases", claim).expect(201);
        NEIGHBOUR
                .post("/api/v1/releases", Requests.with(claim, "service", OTHER.service))
                .expect(201);
        assertThat(OTHER.deployer
                        .send("PUT", archive, BodyPublishers.ofString(bytes))
                        .status())
                .isEqualTo(201);
        assertThat(isArchived(claimed)).isFalse();

        OTHER.deployer
                .post("/api/v1/deployment-requests", OWN.agentRequest("7.0"))
                .expectProblem(422, "archive-missing");
        Map<String, Object> brought = Requests.with(OWN.agentRequest("7.0"), "artifactDigest", digest);
        OTHER.deployer
                .post("/api/v1/deployment-requests", Requests.with(brought, "fromVersion", "7.1"))
                .expectProblem(422, "archive-missing");
        OTHER.deployer
                .post("/api/v1/deployment-requests", Requests.with(brought, "isRollback", true))
                .expectProblem(422, "archive-missing");
        assertThat(isArchived(claimed)).as("for digests that the ledger told").isFalse();
        JsonNode request =
                OTHER.deployer.post("/api/v1/deployment-requests", brought).expect(201);
        DEPLOYER.post(withdrawal(request), Map.of()).expect(200);
        assertThat(isArchived(claimed)).isTrue();
        assertThat(DEPLOYER.get(archive).status()).isEqualTo(200);
        NEIGHBOUR.get(archive).expectProblem(403, "forbidden");
    }

    @Test
    void touchesNothingElse() {
        OWN.release("4.0");
        for (Answer refused : List.of(
                DEPLOYER.post("/api/v1/services", Requests.service(SCRATCH.name())),
                DEPLOYER.post("/api/v1/environments", Requests.environment(SCRATCH.name())),
                DEPLOYER.put(OWN.policyPath(), Requests.policy(0, false)),
                DEPLOYER.post("/api/v1/approvals", OWN.approval("4.0", "approved")),
                DEPLOYER.post("/api/v1/locks", Map.of("environment", OWN.environment, "reason", "Mine")),
                DEPLOYER.post("/api/v1/syncs", Map.of("environment", OWN.environment)),
                DEPLOYER.get("/api/v1/people"))) {
            refused.expectProblem(403, "forbidden");
        }
    }

    private static boolean isArchived(JsonNode release) {
        return DEPLOYER.get("/api/v1/releases/" + release.path("id").asText())
                .expect(200)
                .path("isArchived")
                .asBoolean();
    }

    private static Map<String, Object> release(String service, String version) {
        return Requests.with(Requests.release(service, version), "artifactDigest", digest(service));
    }

    /** Of an archive that no other service has. */
    private static String digest(String service) {
        return Digest.of(service.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> deployment(Scene scene, String version) {
        return Requests.with(Requests.deployment(scene.service, version), "environment", scene.environment);
    }

    private static Answer evidence(JsonNode release) {
        return DEPLOYER.send(
                "POST",
                "/api/v1/releases/" + release.path("id").asText() + "/evidence?name=a.xml",
                BodyPublishers.ofString(Scene.PASSED));
    }

    private static String withdrawal(JsonNode request) {
        return "/api/v1/deployment-requests/" + request.path("id").asText() + "/withdrawal";
    }

    private static String intervention(JsonNode deployment) {
        return "/api/v1/deployments/" + deployment.path("id").asText() + "/intervention";
    }

    private static String repair(JsonNode deployment) {
        return "/api/v1/deployments/" + deployment.path("id").asText() + "/repair";
    }
}
