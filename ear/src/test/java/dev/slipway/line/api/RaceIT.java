package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Digest;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Many act at the same moment: nothing fails, nothing is there twice, and what is left goes together. */
@InTurn
class RaceIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final int APPROVERS = 10;
    private static final int TIMES = 5;
    private static final int DEPLOYMENTS = 50;
    private static final Caller ADMIN = REALM.client("admin");

    @Test
    void fiftyApprovalsAndFiftyDeploymentsOfOneRelease() {
        String environment = SCRATCH.name();
        ADMIN.post("/api/v1/environments", Requests.environment(environment)).expect(201);
        changePolicy(environment, ADMIN.get(policy(environment)).header("ETag"), APPROVERS)
                .expect(200);
        String service = SCRATCH.service(ADMIN);
        ADMIN.post("/api/v1/releases", Requests.release(service, "1.0")).expect(201);
        Map<String, String> place = Map.of("service", service, "version", "1.0", "environment", environment);
        String request = ADMIN.post("/api/v1/deployment-requests", with(place, "channel", "pipeline"))
                .expect(201)
                .path("id")
                .asText();
        List<Caller> approvers = IntStream.range(0, APPROVERS)
                .mapToObj(i -> REALM.client("approver"))
                .toList();
        approvers.forEach(Caller::token);

        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (Caller approver : Collections.nCopies(TIMES, approvers).stream()
                .flatMap(List::stream)
                .toList()) {
            answers.add(approver.postAsync(
                    "/api/v1/approvals", with(place, "verdict", "approved"), "Idempotency-Key", "one-for-each"));
        }
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < DEPLOYMENTS; i++) {
            String name = i % 2 == 0 ? key : key + i;
            answers.add(ADMIN.postAsync(
                    "/api/v1/deployments",
                    Requests.with(Requests.deployment(service, "1.0"), "environment", environment),
                    "Idempotency-Key",
                    name));
        }

        answers.forEach(answer -> Caller.join(answer).expect(201));
        String of = "?limit=100&service=" + service;
        assertThat(ADMIN.get("/api/v1/approvals" + of).items("approver"))
                .hasSize(APPROVERS)
                .doesNotHaveDuplicates();
        assertThat(ADMIN.get("/api/v1/deployments" + of).items("id")).hasSize(DEPLOYMENTS / 2 + 1);
        assertThat(ADMIN.get("/api/v1/deployments?live=true&service=" + service).items("id"))
                .hasSize(1);
        JsonNode decided = ADMIN.get("/api/v1/deployment-requests/" + request).expect(200);
        assertThat(decided.path("state").asText()).as("%s", decided).isEqualTo("allowed");
        assertThat(decided.path("approvals")).hasSize(APPROVERS);
    }

    @Test
    void oneOfManyChangesOfOnePolicy() {
        String environment = SCRATCH.name();
        ADMIN.post("/api/v1/environments", Requests.environment(environment)).expect(201);
        String tag = ADMIN.get(policy(environment)).header("ETag");
        List<Answer> answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> changePolicy(environment, tag, i % 10)))
                .toList()
                .stream()
                .map(Caller::join)
                .toList();
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(answer -> answer.expectProblem(412, "precondition-failed"));
    }

    /** A release that is recorded while its archive is being observed waits for that, and is of the deployment then. */
    @Test
    void aReleaseAndTheObservationOfItsArchive() throws SQLException {
        String service = SCRATCH.service(ADMIN);
        String environment = SCRATCH.name();
        ADMIN.post("/api/v1/environments", Requests.environment(environment)).expect(201);
        String digest = Digest.of(service.getBytes(StandardCharsets.UTF_8));
        String lock = "archive " + digest;
        CompletableFuture<Answer> recording;
        try (Connection observing = Line.running().database()) {
            observing.setAutoCommit(false);
            Database.execute(observing, "select pg_advisory_xact_lock_shared(hashtextextended(?, 0))", lock);
            Database.execute(observing, """
                    insert into deployment (id, service_id, environment_id, channel, actor, started_at, finished_at, outcome,
                        recorded_at, artifact_digest, archive, operation, workers, is_claimed)
                    select gen_random_uuid(), s.id, e.id, 'console', 'it', now(), now(), 'succeeded', now(), ?, 'race.war', 'deploy',
                        '{worker-1}', false
                    from service s, environment e where s.name = ? and e.name = ?""", digest, service, environment);
            recording = ADMIN.postAsync(
                    "/api/v1/releases", Requests.with(Requests.release(service, "1.0"), "artifactDigest", digest));
            Database.awaitWaiter(observing);
            observing.commit();
        }
        Caller.join(recording).expect(201);
        assertThat(ADMIN.get("/api/v1/deployments?service=" + service).items("version"))
                .containsExactly("1.0");
    }

    private static String policy(String environment) {
        return "/api/v1/environments/" + environment + "/policy";
    }

    private static Answer changePolicy(String environment, String tag, int approvals) {
        return ADMIN.put(policy(environment), Requests.policy(approvals, false), "If-Match", tag);
    }

    private static Map<String, Object> with(Map<String, String> place, String member, String value) {
        return Requests.with(new LinkedHashMap<>(place), member, value);
    }
}
