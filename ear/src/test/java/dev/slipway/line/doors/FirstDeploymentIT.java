package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.OwnWorkers;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A service that nobody has called before: it gets workers and a host name of its own, once the gate has let it in. */
@Isolated
class FirstDeploymentIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @TempDir
    Path folder;

    private final String service = SCRATCH.name();

    @Test
    void getsNothingWhereTheGateRefuses() throws IOException {
        String environment = SCRATCH.name();
        REALM.client("admin")
                .post("/api/v1/environments", Map.of("name", environment, "title", "Test " + environment, "rank", 50))
                .expect(201);
        String policy = "/api/v1/environments/" + environment + "/policy";
        REALM.client("admin")
                .put(
                        policy,
                        Map.of(
                                "requiredEvidence",
                                List.of("attestation"),
                                "approvals",
                                0,
                                "isFourEyes",
                                false,
                                "freezes",
                                List.of()),
                        "If-Match",
                        REALM.client("admin").get(policy).header("ETag"))
                .expect(200);
        assertThat(deploy(Probe.running(folder, service, "one"), "--environment", environment)
                        .code())
                .isEqualTo(3);
        assertThat(Caller.pipeline()
                        .get("/api/v1/services/" + service + "/definition")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void runsOnWorkersOfItsOwnAndSaysWhyItDoesNotInALine() throws Exception {
        try {
            Probe failing = Probe.failing(folder, service);
            Command.Result failed = deploy(failing);
            assertThat(failed.code()).isEqualTo(1);
            assertThat(failed.output()).noneMatch(line -> line.contains("Maven") || line.contains("mvn"));
            assertThat(failed.output()).anyMatch(line -> line.endsWith(": no class no.such.Listener"));
            JsonNode recorded = failing.deployment(1);
            assertThat(failed.output()).noneMatch(line -> line.contains("WFLYCTL"));
            assertThat(recorded.path("failure").asText()).startsWith("no class no.such.Listener\n");
            assertThat(failed.output())
                    .anyMatch(line -> line.contains(
                            "/deployments/?id=" + recorded.path("id").asText()));

            JsonNode definition = Caller.pipeline()
                    .get("/api/v1/services/" + service + "/definition")
                    .expect(200);
            assertThat(definition.path("isDefault").asBoolean()).isTrue();
            assertThat(definition.path("appliedBy").asText()).isEqualTo("service-account-pipeline");
            assertThat(definition.path("yaml").asText())
                    .isEqualTo("service: " + service + "\nenvironments:\n  production: {workers: 2}\n");

            Probe running = Probe.running(folder, service, "two");
            Command.Result deployed = deploy(running).expectSuccess();
            assertThat(deployed.output()).anyMatch(line -> line.contains(service + "-production-2"));
            await().atMost(Probe.PATIENCE)
                    .untilAsserted(() -> assertThat(workersOf(running.digest()))
                            .containsExactly(service + "-production-1", service + "-production-2"));
            assertThat(Line.running()
                            .http()
                            .send(
                                    HttpRequest.newBuilder(Line.running().url(service))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .isEqualTo(service + ": two");
            assertThat(Command.slipway("deploy", war().toString(), "--service", service, "--if-changed")
                            .run()
                            .output())
                    .anyMatch(line -> line.contains("is up to date"));

            Command.slipway("services", "remove", service).run().expectSuccess();
            Command.Result refused = deploy(running);
            assertThat(refused.code()).isNotZero();
            assertThat(refused.output()).anyMatch(line -> line.contains("its definition was removed"));
        } finally {
            OwnWorkers.remove(service);
        }
    }

    /** Where that archive runs, by the ledger. */
    private static List<String> workersOf(String digest) {
        List<String> workers = new ArrayList<>();
        for (JsonNode worker :
                Caller.pipeline().get("/api/v1/workers?limit=100").expect(200).path("items")) {
            for (JsonNode archive : worker.path("archives")) {
                if (archive.path("artifactDigest").asText().equals(digest)) {
                    workers.add(worker.path("name").asText());
                }
            }
        }
        return workers;
    }

    private Path war() {
        return folder.resolve(service + ".war");
    }

    private Command.Result deploy(Probe probe, String... more) throws IOException {
        Files.copy(probe.file(), war(), StandardCopyOption.REPLACE_EXISTING);
        List<String> words = new ArrayList<>(List.of("deploy", war().toString(), "--service", service));
        words.addAll(List.of(more));
        return Command.slipway(words.toArray(String[]::new)).run();
    }
}
