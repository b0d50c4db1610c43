package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Digest;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of releases are kept while somebody may want them back. */
@InTurn
class ArchiveIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller DEPLOYER = REALM.client("deployer");
    private static final int LARGE = 20 << 20;

    /** As many as a worker admits at a time from one client. */
    private static final int MANY = 8;

    /** {@code SLIPWAY_ARCHIVES_KEPT}, unless it was set. */
    private static final int KEPT = 10;

    @Test
    void areKeptAndGivenBack() {
        Scene scene = new Scene(REALM, SCRATCH);
        String bytes = "An archive " + UUID.randomUUID();
        JsonNode release = release(scene, "1.0", bytes);
        assertThat(release.path("isArchived").asBoolean(true)).isFalse();
        DEPLOYER.get(address(release)).expectProblem(404, "not-found");
        assertThat(DEPLOYER.send("HEAD", address(release), BodyPublishers.noBody())
                        .status())
                .isEqualTo(404);
        Answer kept = put(release, bytes);
        assertThat(kept.status()).as("%s", kept).isEqualTo(201);
        assertThat(kept.header("Location")).endsWith(address(release));
        assertThat(put(release, bytes).status()).isEqualTo(204);
        Answer got = DEPLOYER.get(address(release));
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(bytes);
        assertThat(got.header("Content-Type")).isEqualTo("application/octet-stream");
        Answer head = DEPLOYER.send("HEAD", address(release), BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        for (Answer answer : List.of(got, head)) {
            assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(bytes.length()));
        }
        assertThat(DEPLOYER.get("/api/v1/releases/" + release.path("id").asText())
                        .expect(200)
                        .path("isArchived")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void areWhatTheirDigestSays() {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode release = release(scene, "1.0", "One " + UUID.randomUUID());
        put(release, "another").expectProblem(422, "digest-differs");
        put(release, "").expectProblem(422, "digest-differs");
        DEPLOYER.get(address(release)).expectProblem(404, "not-found");
        DEPLOYER.send("PUT", path(digest("of none " + UUID.randomUUID())), BodyPublishers.ofString("a"))
                .expectProblem(422, "unknown-reference");
        for (String path :
                new String[] {"sha256:abc", "md5:0", "sha256-" + "a".repeat(64), "sha256:" + "A".repeat(64)}) {
            DEPLOYER.get(path(path)).expectProblem(404, "not-found");
            DEPLOYER.send("PUT", path(path), BodyPublishers.ofString("a")).expectProblem(404, "not-found");
        }
    }

    @Test
    void areKeptOnceByMany(@TempDir Path folder) throws IOException {
        Scene scene = new Scene(REALM, SCRATCH);
        byte[] bytes = new byte[LARGE];
        Path file = Files.write(folder.resolve("archive"), bytes);
        JsonNode release = release(scene, "1.0", Digest.of(bytes));
        List<Answer> answers = Scene.atOnce(
                MANY, i -> CompletableFuture.supplyAsync(() -> DEPLOYER.upload("PUT", address(release), file)));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 204));
        assertThat(DEPLOYER.send("HEAD", address(release), BodyPublishers.noBody())
                        .header("Content-Length"))
                .isEqualTo(String.valueOf(LARGE));
    }

    /** Each occupies one of the worker's threads until it is there. */
    @Test
    void comeFewAtATimeFromOneClient() {
        Caller slow = REALM.client("deployer").at("worker-1");
        JsonNode release = release(new Scene(REALM, SCRATCH), "1.0", "slow " + UUID.randomUUID());
        CompletableFuture<Void> end = new CompletableFuture<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        Supplier<CompletableFuture<Answer>> next =
                () -> CompletableFuture.supplyAsync(() -> slow.send("PUT", address(release), unfinished(end)), threads);
        // More than are admitted: what asks below may take a place for a moment.
        List<CompletableFuture<Answer>> coming =
                new ArrayList<>(Stream.generate(next).limit(2 * MANY).toList());
        try {
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                // While httpd finds the worker failing, some begin at the other one.
                coming.add(next.get());
                Answer refused = slow.send("PUT", address(release), BodyPublishers.ofString("a"));
                refused.expectProblem(429, "too-many-connections");
                assertThat(refused.header("Retry-After")).isEqualTo("2");
            });
        } finally {
            end.complete(null);
            threads.shutdown();
        }
        // Who was refused may have lost the connection on the way.
        assertThat(coming)
                .extracting(one ->
                        Caller.<Integer>join(one.handle((answer, failure) -> failure == null ? answer.status() : 0)))
                .filteredOn(status -> status == 422)
                .hasSizeGreaterThanOrEqualTo(MANY);
    }

    /** A body that begins, and ends when it is told to. One that blocks would stop the client of all tests. */
    private static BodyPublisher unfinished(CompletableFuture<Void> end) {
        return BodyPublishers.fromPublisher(subscriber -> {
            SubmissionPublisher<ByteBuffer> parts = new SubmissionPublisher<>();
            parts.subscribe(subscriber);
            parts.submit(ByteBuffer.allocate(1 << 16));
            end.thenRun(parts::close);
        });
    }

    @Test
    void areForDeployers() {
        Scene scene = new Scene(REALM, SCRATCH);
        String bytes = "Theirs " + UUID.randomUUID();
        JsonNode release = release(scene, "1.0", bytes);
        assertThat(put(release, bytes).status()).isEqualTo(201);
        scene.approver.get(address(release)).expectProblem(403, "forbidden");
        scene.approver
                .send("PUT", address(release), BodyPublishers.ofString(bytes))
                .expectProblem(403, "forbidden");
        Caller.anonymous().get(address(release)).expectProblem(401, "unauthenticated");
    }

    /** Within a minute of an upload. */
    @Test
    @Tag("long")
    void goWhenNobodyWantsThemBack() throws IOException {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode idle = old(scene, "1.0");
        JsonNode deployed = old(scene, "2.0");
        JsonNode asked = old(scene, "3.0");
        JsonNode fresh = release(scene, "4.0", "fresh " + scene.service);
        assertThat(put(fresh, "fresh " + scene.service).status()).isEqualTo(201);
        RequestIT.deploy(scene, "2.0", null, "succeeded").expect(201);
        RequestIT.request(scene, "3.0");
        for (JsonNode release : List.of(idle, deployed, asked, fresh)) {
            Files.setLastModifiedTime(file(release), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        JsonNode next = release(scene, "5.0", "next " + scene.service);
        assertThat(put(next, "next " + scene.service).status()).isEqualTo(201);
        awaitGone(idle);
        DEPLOYER.get(address(idle)).expectProblem(404, "not-found");
        for (JsonNode release : List.of(deployed, asked, fresh, next)) {
            assertThat(DEPLOYER.get(address(release)).status())
                    .as("%s", release)
                    .isEqualTo(200);
        }
    }

    /** However much is deployed elsewhere: an environment goes back to what ran there. */
    @Test
    @Tag("long")
    void stayForAnEnvironmentThatLastRanThem() throws IOException {
        Scene production = new Scene(REALM, SCRATCH);
        JsonNode idle = old(production, "0.9");
        JsonNode former = old(production, "1.0");
        RequestIT.deploy(production, "1.0", null, "succeeded").expect(201);
        old(production, "2.0");
        RequestIT.deploy(production, "2.0", null, "succeeded").expect(201);
        String staging = SCRATCH.name();
        production
                .admin
                .post("/api/v1/environments", Requests.environment(staging))
                .expect(201);
        for (int i = 0; i <= KEPT; i++) {
            String version = "3." + i;
            release(production, version, version + " of " + production.service);
            production
                    .deployer
                    .post(
                            "/api/v1/deployments",
                            Requests.with(Requests.deployment(production.service, version), "environment", staging))
                    .expect(201);
        }
        for (JsonNode release : List.of(former, idle)) {
            Files.setLastModifiedTime(file(release), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        JsonNode next = release(production, "4.0", "next " + production.service);
        assertThat(put(next, "next " + production.service).status()).isEqualTo(201);
        awaitGone(idle);
        assertThat(DEPLOYER.get(address(former)).status()).isEqualTo(200);
    }

    /** A release that was recorded long ago, with its archive. */
    private static JsonNode old(Scene scene, String version) {
        String bytes = version + " of " + scene.service;
        JsonNode release = release(scene, version, bytes);
        Database.update(
                "update release set recorded_at = recorded_at - interval '30 days' where id = ?::uuid",
                release.path("id").asText());
        assertThat(put(release, bytes).status()).isEqualTo(201);
        return release;
    }

    private static void awaitGone(JsonNode release) {
        Path file = file(release);
        await().atMost(Duration.ofMinutes(2)).until(() -> !Files.exists(file));
    }

    private static Path file(JsonNode release) {
        return Line.running()
                .state()
                .resolve("archives")
                .resolve(release.path("artifactDigest").asText().replace(':', '-'));
    }

    private static JsonNode release(Scene scene, String version, String bytes) {
        String digest = bytes.startsWith("sha256:") ? bytes : digest(bytes);
        return scene.deployer
                .post(
                        "/api/v1/releases",
                        Requests.with(Requests.release(scene.service, version), "artifactDigest", digest))
                .expect(201);
    }

    private static Answer put(JsonNode release, String bytes) {
        return DEPLOYER.send("PUT", address(release), BodyPublishers.ofString(bytes));
    }

    private static String address(JsonNode release) {
        return path(release.path("artifactDigest").asText());
    }

    private static String path(String digest) {
        return "/api/v1/archives/" + digest;
    }

    private static String digest(String bytes) {
        return Digest.of(bytes.getBytes(StandardCharsets.UTF_8));
    }
}
