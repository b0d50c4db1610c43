package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.security.Version;

/** Each door shows in the ledger, with who, what and how it ended. The console's is in AdminConsoleIT. */
class DoorsIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Line LINE = Line.running();
    private static final Realm.Person DEPLOYER = REALM.person("deployer");
    private static final Caller AT_TERMINAL = Caller.person(DEPLOYER);

    private static final Pattern PLUGIN =
            Pattern.compile("<artifactId>wildfly-maven-plugin</artifactId>\\s*<version>([^<]+)</version>");

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
    void showsWhatTheCliDoes() {
        cli("deploy " + probe.file() + " --name=" + probe.archive());
        JsonNode deployed = expect(probe.deployment(1), "deploy", "cli", "succeeded");
        assertThat(deployed.path("actor").asText()).isEqualTo(DEPLOYER.name());
        assertThat(deployed.path("artifactDigest").asText()).isEqualTo(probe.digest());
        assertThat(deployed.path("archive").asText()).isEqualTo(probe.archive());
        assertThat(deployed.path("workers").path(0).asText()).isEqualTo("worker-1");
        assertThat(time(deployed, "startedAt")).isBefore(time(deployed, "finishedAt"));

        Probe other = Probe.running(folder, probe.service(), "two");
        cli("deploy --force " + other.file() + " --name=" + probe.archive());
        JsonNode replaced = expect(probe.deployment(2), "replace", "cli", "succeeded");
        assertThat(replaced.path("artifactDigest").asText()).isEqualTo(other.digest());

        // The ledger may read all of them at once, and then knows the digest by the last, of what runs since.
        cli("--commands=/deployment=%1$s:redeploy,deployment disable %1$s,deployment enable %1$s"
                .formatted(probe.archive()));
        assertThat(expect(probe.deployment(5), "deploy", "cli", "succeeded")
                        .path("artifactDigest")
                        .asText())
                .isEqualTo(other.digest());
        List<JsonNode> seen = probe.deployments();
        expect(seen.get(2), "redeploy", "cli", "succeeded");
        expect(seen.get(3), "undeploy", "cli", "succeeded");
        cli("undeploy " + probe.archive());
        expect(probe.deployment(6), "remove", "cli", "succeeded");
        assertThat(Caller.pipeline()
                        .get("/api/v1/deployments?live=true&service=" + probe.service())
                        .items("id"))
                .isEmpty();
    }

    @Test
    void keepsLiveWhatRunsWhenAnOlderArchiveOfItIsTakenOff() {
        Probe newer = new Probe(
                probe.service(), Probe.running(folder, probe.service(), "two").file());
        String older = probe.service() + "-1.0.war";
        String current = probe.service() + "-1.1.war";
        Management.deploy(older, probe.file()).expect(200);
        probe.deployment(1);
        Management.deploy(current, newer.file()).expect(200);
        try {
            probe.deployment(2);
            Management.remove(older).expect(200);
            expect(probe.deployment(3), "remove", "pipeline", "succeeded");
            assertThat(live("archive")).containsExactly(current);
        } finally {
            Management.remove(current).expect(200);
        }
        probe.deployment(4);
        assertThat(live("archive")).isEmpty();
    }

    /** It is undone on the first worker before it is put on the second. */
    @Test
    void keepsApartWhatWasUndoneInBetween() {
        Probe newer = Probe.running(folder, probe.service(), "two");
        String replacement = "deploy " + newer.file() + " --name=" + probe.archive();
        cli(replacement);
        probe.deployment(1);
        cli("deploy --force " + probe.file() + " --name=" + probe.archive());
        probe.deployment(2);
        Command.cli(AT_TERMINAL, 2, replacement).run().expectSuccess();
        try {
            assertThat(probe.deployment(3).path("workers"))
                    .extracting(JsonNode::asText)
                    .containsExactly("worker-2");
            assertThat(live("artifactDigest")).containsExactly(newer.digest());
        } finally {
            Management.remove(2, probe.archive()).expect(200);
        }
    }

    private List<String> live(String member) {
        return Caller.pipeline()
                .get("/api/v1/deployments?live=true&service=" + probe.service())
                .items(member);
    }

    @Test
    void showsWhyAnArchiveDoesNotStart() {
        Probe failing = Probe.failing(folder, probe.service());
        Command.Result result = Command.cli(AT_TERMINAL, "deploy " + failing.file() + " --name=" + failing.archive())
                .quietly()
                .run();
        assertThat(result.code()).isNotZero();
        JsonNode failed = expect(failing.deployment(1), "deploy", "cli", "failed");
        assertThat(failed.path("failedService").asText()).contains("UndertowDeploymentInfoService");
        assertThat(failed.path("failure").asText()).contains("no.such.Listener");
        assertThat(failed.has("artifactDigest")).isFalse();
        JsonNode whole = Caller.pipeline()
                .get("/api/v1/deployments/" + failed.path("id").asText())
                .expect(200);
        assertThat(whole.path("failureLog").asText()).contains("ERROR", "no.such.Listener");
        assertThat(whole.path("witnesses").path(0).asText()).isEqualTo("audit-log");
    }

    /** WildFly logs it as successful. */
    @Test
    void showsWhatDoesNotStartAndIsKept() {
        Probe failing = Probe.failing(folder, probe.service());
        String deployment = "deploy " + failing.file() + " --name=" + failing.archive();
        Command.cli(AT_TERMINAL, deployment + " --headers={rollback-on-runtime-failure=false}")
                .quietly()
                .run();
        JsonNode failed = expect(failing.deployment(1), "deploy", "cli", "failed");
        assertThat(failed.path("failure").asText()).contains("no.such.Listener");
        assertThat(failed.path("artifactDigest").asText()).isEqualTo(failing.digest());
        assertThat(live("archive")).isEmpty();
    }

    @Test
    void showsWhatMavenDoes() throws IOException {
        maven("deploy-only", "redeploy-only");
        assertThat(expect(probe.deployment(2), "replace", "maven", "succeeded")
                        .path("artifactDigest")
                        .asText())
                .isEqualTo(probe.digest());
        expect(probe.deployments().get(0), "deploy", "maven", "succeeded");
        maven("undeploy");
        expect(probe.deployment(3), "remove", "maven", "succeeded");
    }

    @Test
    void mergesWhatThePipelineClaimsWithWhatItDid() {
        Caller pipeline = Caller.pipeline();
        Instant started = Instant.now();
        Management.deploy(probe.archive(), probe.file()).expect(200);
        JsonNode shown = expect(probe.deployment(1), "deploy", "pipeline", "succeeded");
        assertThat(shown.has("version")).isFalse();

        release(pipeline, probe, "1.0");
        assertThat(probe.deployment(1).path("version").asText()).isEqualTo("1.0");
        String claimed = claim(pipeline, started);
        assertThat(claimed).isEqualTo(shown.path("id").asText());
        assertThat(probe.deployments()).hasSize(1);
        JsonNode whole = pipeline.get("/api/v1/deployments/" + claimed).expect(200);
        assertThat(whole.path("witnesses")).extracting(JsonNode::asText).containsExactly("api", "audit-log");
        assertThat(whole.path("workers").path(0).asText()).isEqualTo("worker-1");
    }

    @Test
    void mergesWhatThePipelineDoesWithWhatItHasClaimed() {
        Caller pipeline = Caller.pipeline();
        pipeline.post("/api/v1/services", Map.of("name", probe.service(), "title", "Probe"))
                .expect(201);
        release(pipeline, probe, "1.0");
        String claimed = claim(pipeline, Instant.now().minusSeconds(1));
        Management.deploy(probe.archive(), probe.file()).expect(200);
        await().atMost(Probe.PATIENCE)
                .until(() -> probe.deployments().get(0).path("archive").asText().equals(probe.archive()));
        assertThat(probe.deployments())
                .extracting(item -> item.path("id").asText())
                .containsExactly(claimed);
    }

    /** An admin may name another channel, though not of what a worker has seen. */
    @Test
    void showsTheDoorThatAWorkerSaw() {
        Caller admin = REALM.operator("admin");
        admin.post("/api/v1/services", Map.of("name", probe.service(), "title", "Probe"))
                .expect(201);
        release(admin, probe, "1.0");
        Instant started = Instant.now();
        Management.deploy(admin, probe.archive(), probe.file()).expect(200);
        String shown = expect(probe.deployment(1), "deploy", "pipeline", "succeeded")
                .path("id")
                .asText();
        assertThat(claim(admin, started, "console")).isEqualTo(shown);
        expect(probe.deployment(1), "deploy", "pipeline", "succeeded");
    }

    private static JsonNode expect(JsonNode deployment, String operation, String channel, String outcome) {
        assertThat(List.of(
                        deployment.path("operation").asText(),
                        deployment.path("channel").asText(),
                        deployment.path("outcome").asText()))
                .as("%s", deployment)
                .containsExactly(operation, channel, outcome);
        Duration delay = Duration.between(time(deployment, "finishedAt"), Instant.now());
        System.out.println("seen by " + channel + ", " + operation + ": after " + delay.toMillis() + " ms");
        return deployment;
    }

    private static Instant time(JsonNode deployment, String member) {
        return Instant.parse(deployment.path(member).asText());
    }

    private static void cli(String operation) {
        Command.cli(AT_TERMINAL, operation).run().expectSuccess();
    }

    /** From a project that has never heard of Slipway. */
    private void maven(String... goals) throws IOException {
        String plugin = plugin();
        Path project = folder.resolve("pom.xml");
        Files.writeString(project, """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>probe</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <build>
                    <plugins>
                      <plugin>
                        <groupId>org.wildfly.plugins</groupId>
                        <artifactId>wildfly-maven-plugin</artifactId>
                        <version>%s</version>
                        <dependencies>
                          <dependency>
                            <groupId>org.wildfly.security</groupId>
                            <artifactId>wildfly-elytron-sasl-oauth2</artifactId>
                            <version>%s</version>
                          </dependency>
                        </dependencies>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(plugin, Version.getVersion()));
        List<String> words = new ArrayList<>(List.of("-q", "-o", "-f", project.toString()));
        for (String goal : goals) {
            words.add("org.wildfly.plugins:wildfly-maven-plugin:" + plugin + ":" + goal);
        }
        words.add("-Dwildfly.hostname=127.0.0.1");
        words.add("-Dwildfly.port=" + LINE.port("SLIPWAY_MANAGEMENT_PORT"));
        words.add("-Dwildfly.authConfig="
                + LINE.state().resolve("wildfly/management-client.xml").toUri());
        words.add("-Dwildfly.checkPackaging=false");
        words.add("-Dwildfly.deployment.targetDir=" + folder);
        words.add("-Dwildfly.deployment.filename=" + probe.file().getFileName());
        words.add("-Dwildfly.deployment.name=" + probe.archive());
        Command.maven(AT_TERMINAL, words.toArray(String[]::new)).run().expectSuccess();
    }

    /** The version that the parent POM names. */
    private static String plugin() throws IOException {
        Matcher version = PLUGIN.matcher(Files.readString(Line.checkout().resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static void release(Caller pipeline, Probe probe, String version) {
        pipeline.post(
                        "/api/v1/releases",
                        Map.of("service", probe.service(), "version", version, "artifactDigest", probe.digest()))
                .expect(201);
    }

    private String claim(Caller pipeline, Instant started) {
        return claim(pipeline, started, "pipeline");
    }

    private String claim(Caller caller, Instant started, String channel) {
        return caller.post(
                        "/api/v1/deployments",
                        Map.of(
                                "service",
                                probe.service(),
                                "version",
                                "1.0",
                                "environment",
                                "production",
                                "channel",
                                channel,
                                "startedAt",
                                started.toString(),
                                "finishedAt",
                                Instant.now().toString(),
                                "outcome",
                                "succeeded"))
                .expect(201)
                .path("id")
                .asText();
    }
}
