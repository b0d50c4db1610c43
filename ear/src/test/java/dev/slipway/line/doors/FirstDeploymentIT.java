package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Command;
import dev.slipway.line.Management;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A service that nobody has called before: it gets its host name when it runs, and not before. */
@Isolated
class FirstDeploymentIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @TempDir
    Path folder;

    private final String service = SCRATCH.name();

    @AfterEach
    void remove() {
        Command.slipway("hosts", "remove", service).quietly().run();
        Management.removeEverywhere(service + ".war");
    }

    @Test
    void leavesNoHostNameWhereTheGateRefuses() throws IOException {
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
        assertThat(hosts()).noneMatch(line -> line.contains(service));
    }

    @Test
    void leavesNoHostNameWhereItDoesNotStartAndSaysWhyInALine() throws IOException {
        Probe failing = Probe.failing(folder, service);
        Command.Result failed = deploy(failing);
        assertThat(failed.code()).isEqualTo(1);
        assertThat(hosts()).noneMatch(line -> line.contains(service));
        assertThat(failed.output()).noneMatch(line -> line.contains("503"));
        assertThat(failed.output()).noneMatch(line -> line.contains("Maven") || line.contains("mvn"));
        assertThat(failed.output()).anyMatch(line -> line.endsWith(": no class no.such.Listener"));
        JsonNode recorded = failing.deployment(1);
        assertThat(failed.output()).noneMatch(line -> line.contains("WFLYCTL"));
        assertThat(recorded.path("failure").asText()).startsWith("no class no.such.Listener\n");
        assertThat(failed.output())
                .anyMatch(line ->
                        line.contains("/deployments/?id=" + recorded.path("id").asText()));

        Command.Result deployed = deploy(Probe.running(folder, service, "two"));
        assertThat(deployed.code()).isZero();
        assertThat(deployed.output()).noneMatch(line -> line.contains("503"));
        assertThat(hosts()).anyMatch(line -> line.contains(service));
    }

    private Command.Result deploy(Probe probe, String... more) throws IOException {
        Path war = folder.resolve(service + ".war");
        Files.deleteIfExists(war);
        Files.copy(probe.file(), war);
        List<String> words = new ArrayList<>(List.of("deploy", war.toString(), "--service", service));
        words.addAll(List.of(more));
        return Command.slipway(words.toArray(String[]::new)).run();
    }

    private static List<String> hosts() {
        return Command.slipway("hosts").quietly().run().expectSuccess().output();
    }
}
