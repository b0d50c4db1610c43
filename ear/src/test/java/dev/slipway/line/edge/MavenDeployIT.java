package dev.slipway.line.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Deploying from a checkout, by Maven. Late, when nobody reads the handbook any more whom it would have to wait for. */
@ResourceLock(MavenDeployIT.ARCHIVE)
@Order(Integer.MAX_VALUE - 1)
class MavenDeployIT {
    /** What is away for a moment while it is deployed again. */
    static final String ARCHIVE = "slipway.ear";

    private static final Line LINE = Line.running();

    /** What is to be deployed is built already, and these tests are under way: no need for either again. */
    private static final String[] WORDS = {
        "-q", "-o", "-pl", "ear", "wildfly:deploy-only", "-DskipTests", "-DskipChecks"
    };

    @Test
    void deploysInTheNameOfTheManagementUser() {
        deploys(Command.maven(WORDS));
    }

    @Test
    void deploysThroughHttpdWhereNoOtherPortIsOpen() {
        List<String> words = new ArrayList<>(List.of(WORDS));
        words.add("-Dslipway.line=" + LINE.setting("SLIPWAY_DOMAIN"));
        words.add("-Dslipway.management.port=" + LINE.setting("SLIPWAY_HTTPS_PORT"));
        deploys(Command.maven(words.toArray(String[]::new))
                .with("MAVEN_OPTS", "-Djdk.net.hosts.file=" + LINE.state().resolve("hosts")));
    }

    private static void deploys(Command maven) {
        // So that the document which every answer is held against is read before the ledger is away.
        Caller.pipeline().get("/api/v1/me").expect(200);
        int before = Management.auditLog().size();
        maven.run().expectSuccess();
        List<JsonNode> written = Management.auditLog();
        JsonNode last = written.get(written.size() - 1);
        assertThat(written).hasSizeGreaterThan(before);
        assertThat(last.path("user").asText()).isEqualTo(LINE.setting("SLIPWAY_MANAGEMENT_USER"));
        assertThat(last.path("access").asText()).isEqualTo("NATIVE");
        assertThat(last.path("success").asBoolean()).isTrue();
        assertThat(last.path("ops").toString()).contains(ARCHIVE);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Caller.pipeline().get("/api/v1/me").status() == 200);
    }
}
