package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Digest;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.SignIn;
import dev.slipway.line.load.Balancer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What is done while the ledger cannot read is there when it can again, once. */
@Isolated
@Order(Order.DEFAULT - 1)
class RecoveryIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Line LINE = Line.running();
    private static final Duration START = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private Probe probe;

    @BeforeEach
    void write() {
        probe = Probe.running(folder, SCRATCH.name(), "one");
    }

    /** And waits until that is recorded, which would else come in while another class counts what there is. */
    @AfterEach
    void remove() {
        Management.remove(probe.archive());
        await().atMost(START)
                .untilAsserted(() -> assertThat(probe.deployments())
                        .last()
                        .extracting(last -> last.path("operation").asText())
                        .isEqualTo("remove"));
    }

    @Test
    void showsWhatWasDoneWhileTheLedgerWasDown() {
        Probe other = Probe.running(folder, probe.service(), "two");
        List<CompletableFuture<Answer>> waiting = waiters(8);
        try {
            Management.remove("slipway.ear").expect(200);
            assertThat(waiting)
                    .extracting(answer -> Caller.join(answer).status())
                    .allMatch(status -> status == 200 || status == 503);
            deploy();
            Management.replace(other.archive(), other.file()).expect(200);
        } finally {
            // The ledger may not know yet that it was taken off, and so not what is changed.
            Command.slipway("deploy").run().expectSuccess();
        }
        JsonNode last = probe.deployment(2);
        assertThat(last.path("artifactDigest").asText()).isEqualTo(other.digest());
        // What ran first is gone from the disk: nobody knows its digest any more, and nobody guesses.
        assertThat(probe.deployments().get(0).has("artifactDigest")).isFalse();
        assertThat(ofTheLedger("remove")).isNotEmpty();
    }

    /** So many who wait at the first worker for what becomes of a request. */
    private static List<CompletableFuture<Answer>> waiters(int many) {
        Caller deployer = REALM.client("deployer");
        String service = SCRATCH.service(deployer);
        deployer.post(
                        "/api/v1/releases",
                        Map.of(
                                "service",
                                service,
                                "version",
                                "1.0",
                                "artifactDigest",
                                Digest.of(service.getBytes(StandardCharsets.UTF_8))))
                .expect(201);
        String request = deployer.post(
                        "/api/v1/deployment-requests",
                        Map.of("service", service, "version", "1.0", "environment", "production"))
                .expect(201)
                .path("id")
                .asText();
        List<CompletableFuture<Answer>> waiting = IntStream.range(0, many)
                .mapToObj(number -> deployer.getAsync(
                        "/api/v1/deployment-requests/" + request + "/steps?wait=30",
                        "Cookie",
                        SignIn.SESSION + "=none.worker-1"))
                .toList();
        // For a second: what httpd has handed on, the ledger may not have begun with. Pages of earlier tests may count
        // here for some seconds.
        await().atMost(Duration.ofSeconds(20))
                .during(Duration.ofSeconds(1))
                .until(() -> Balancer.waiting("worker-1") >= many);
        return waiting;
    }

    @Test
    @Tag("long")
    void losesAndDoublesNothingWhenTheServerIsKilled() throws IOException {
        deploy();
        long pid = Long.parseLong(
                Files.readString(LINE.state().resolve("run/wildfly-1.pid")).strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        awaitLedger();
        JsonNode deployed = probe.deployment(1, START);
        assertThat(deployed.path("artifactDigest").asText()).isEqualTo(probe.digest());
        // The other worker's ledger has answered all the time; this one's management is to be there for what comes
        // next.
        await().atMost(START)
                .ignoreException(UncheckedIOException.class)
                .until(() -> Management.remove(probe.archive()).status() == 200);
    }

    private void deploy() {
        Management.deploy(probe.archive(), probe.file()).expect(200);
    }

    private static List<String> ofTheLedger(String operation) {
        return Caller.pipeline().get("/api/v1/deployments?service=slipway&limit=10").items("operation").stream()
                .filter(operation::equals)
                .toList();
    }

    private static void awaitLedger() {
        await().atMost(START)
                .ignoreExceptions()
                .until(() -> Caller.pipeline().get("/api/v1/me").status() == 200);
    }
}
