package dev.slipway.line.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import dev.slipway.line.Realm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Deploying from a checkout, by Maven. Late, when nobody reads the handbook any more whom it would have to wait for. */
@Isolated
@Order(Integer.MAX_VALUE - 2)
class MavenDeployIT {
    private static final String ARCHIVE = "slipway.ear";

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Line LINE = Line.running();

    /** What is to be deployed is built already, and these tests are under way: no need for either again. */
    private static final String[] WORDS = {
        "-q", "-o", "-pl", "ear", "wildfly:deploy-only", "-DskipTests", "-DskipChecks"
    };

    @Test
    @Tag("long")
    void deploysInAPersonsName() {
        Realm.Person person = REALM.person("deployer");
        deploys(person, Command.maven(Caller.person(person), WORDS));
    }

    @Test
    @Tag("long")
    void deploysThroughHttpdWhereNoOtherPortIsOpen() {
        Realm.Person person = REALM.person("deployer");
        List<String> words = new ArrayList<>(List.of(WORDS));
        words.add("-Dslipway.line=" + LINE.setting("SLIPWAY_DOMAIN"));
        words.add("-Dslipway.management.port=" + LINE.setting("SLIPWAY_HTTPS_PORT"));
        deploys(
                person,
                Command.maven(Caller.person(person), words.toArray(String[]::new))
                        .adding(
                                "MAVEN_OPTS",
                                "-Djdk.net.hosts.file=" + LINE.state().resolve("hosts")));
    }

    private static void deploys(Realm.Person person, Command maven) {
        // So that the document which every answer is held against is read before the ledger is away.
        Caller.pipeline().get("/api/v1/me").expect(200);
        int before = Management.auditLog().size();
        maven.run().expectSuccess();
        List<JsonNode> written = Management.auditLog();
        JsonNode last = written.get(written.size() - 1);
        assertThat(written).hasSizeGreaterThan(before);
        assertThat(last.path("user").asText()).isEqualTo(person.name());
        assertThat(last.path("access").asText()).isEqualTo("NATIVE");
        assertThat(last.path("success").asBoolean()).isTrue();
        assertThat(last.path("ops").toString()).contains(ARCHIVE);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Caller.pipeline().get("/api/v1/me").status() == 200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode newest = Caller.pipeline()
                    .get("/api/v1/deployments?service=slipway&limit=1")
                    .expect(200)
                    .path("items")
                    .path(0);
            assertThat(newest.path("actor").asText()).as("%s", newest).isEqualTo(person.name());
            assertThat(newest.path("channel").asText()).isEqualTo("maven");
            assertThat(newest.path("outcome").asText()).isEqualTo("succeeded");
        });
    }

    @Test
    @Tag("long")
    void refusesAViewer() {
        refuses(Command.maven(Caller.person(REALM.person("viewer")), WORDS));
    }

    @Test
    @Tag("long")
    void refusesWhoShowsNoToken() {
        refuses(Command.maven(Caller.anonymous(), WORDS));
    }

    private static void refuses(Command maven) {
        long before = changes();
        assertThat(maven.quietly().run().code()).isNotZero();
        assertThat(changes()).isEqualTo(before);
        Caller.pipeline().get("/api/v1/me").expect(200);
    }

    private static long changes() {
        return Management.auditLog().stream()
                .filter(entry -> entry.path("success").asBoolean())
                .count();
    }
}
