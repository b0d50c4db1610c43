package dev.slipway.line.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.Wars;
import dev.slipway.line.service.Team;
import dev.slipway.line.service.app.SlowStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What hangs in one environment keeps nobody waiting in another. */
@ResourceLock(value = Line.RELOADS_BESIDE, mode = ResourceAccessMode.READ)
class EnvironmentsIT {
    /** The one beside production that the line of the tests has workers in. */
    private static final String STAGING = "it-staging";

    private static final String PRODUCTION = "production";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller ADMIN = REALM.client("admin", "deployer");

    @TempDir
    static Path folder;

    private static Team slow;
    private static Team other;

    private Path awaited;
    private CompletableFuture<Command.Result> hanging;

    @BeforeAll
    static void define() {
        assertThat(ADMIN.post("/api/v1/environments", Map.of("name", STAGING, "title", "Test " + STAGING, "rank", 50))
                        .status())
                .isIn(201, 409);
        slow = define(STAGING);
        other = define(PRODUCTION);
        other.deploy(Wars.page("one"), "1").expectSuccess();
        other.deploy(Wars.page("two"), "2").expectSuccess();
    }

    private static Team define(String environment) {
        Team team = new Team(ADMIN, SCRATCH.name(), folder);
        team.apply("""
                service: %s
                environments:
                  %s: {workers: 1, memory: 128m}
                """.formatted(team.service(), environment)).expectSuccess();
        return team;
    }

    @AfterAll
    static void remove() {
        slow.remove();
        other.remove();
    }

    @BeforeEach
    void hang() throws IOException {
        // The worker is another user, who may not enter JUnit's folder.
        Path open = Files.createTempDirectory("awaited");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        awaited = open.resolve("file");
        String version = SCRATCH.name();
        WebArchive slowly = Wars.page("slow")
                .addClass(SlowStart.class)
                .addAsWebInfResource(new StringAsset(awaited.toString()), "awaited");
        hanging = CompletableFuture.supplyAsync(() -> slow.deploy(slowly, version, "--environment", STAGING));
        await().atMost(PATIENCE).until(() -> steps(version).stream().anyMatch(step -> step.startsWith("Deploying")));
    }

    private Command.Result goOn() throws IOException {
        Files.createFile(awaited);
        Command.Result deployed = Caller.join(hanging);
        Files.delete(awaited);
        Files.delete(awaited.getParent());
        return deployed;
    }

    @AfterEach
    void end() throws IOException {
        if (!hanging.isDone()) {
            goOn();
        }
    }

    @Test
    void rollsBackInOneWhileADeploymentHangsInAnother() throws IOException {
        other.command("rollback", "--service", other.service()).expectSuccess();
        assertThat(other.get("/").body()).isEqualTo("one");
        assertThat(hanging).isNotDone();
        goOn().expectSuccess();
        assertThat(finishedAt(other.service(), PRODUCTION)).isBefore(finishedAt(slow.service(), STAGING));
    }

    /** Whoever reports to it meanwhile, or extends a lock, tries again. */
    @Test
    void replacesTheLedgerWhileADeploymentHangsInAnother() throws IOException {
        try {
            Variant.marked(folder, SCRATCH.name()).deploy().expectSuccess();
            assertThat(hanging).isNotDone();
            goOn().expectSuccess();
            assertThat(finishedAt("slipway", PRODUCTION)).isBefore(finishedAt(slow.service(), STAGING));
        } finally {
            Command.slipway("deploy", "--if-changed").run().expectSuccess();
        }
    }

    /** The steps of the deployment that hangs. */
    private static List<String> steps(String version) {
        for (JsonNode request : ADMIN.get("/api/v1/deployment-requests?service=" + slow.service())
                .expect(200)
                .path("items")) {
            if (request.path("version").asText().equals(version)) {
                return ADMIN.get("/api/v1/deployment-requests/"
                                + request.path("id").asText() + "/steps")
                        .expect(200)
                        .path("items")
                        .findValuesAsText("text");
            }
        }
        return List.of();
    }

    private static Instant finishedAt(String service, String environment) {
        return Instant.parse(ADMIN.get("/api/v1/deployments?service=" + service + "&environment=" + environment)
                .expect(200)
                .path("items")
                .path(0)
                .path("finishedAt")
                .asText());
    }
}
