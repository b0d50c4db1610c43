package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.SignIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
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
    private static final Caller AT_TERMINAL = Caller.person(REALM.person("deployer"));
    private static final Path LOG = LINE.state().resolve("workers/worker-1/data/audit-log.log");
    private static final Duration START = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private Probe probe;

    @BeforeEach
    void write() {
        probe = Probe.running(folder, SCRATCH.name(), "one");
    }

    @AfterEach
    void remove() {
        Command.slipway("deploy", "--if-changed").run().expectSuccess();
        Management.remove(probe.archive());
    }

    @Test
    void showsWhatWasDoneWhileTheLedgerWasDown() {
        Command.cli(AT_TERMINAL, "undeploy slipway.ear").run().expectSuccess();
        deploy();
        Probe other = Probe.running(folder, probe.service(), "two");
        Command.cli(AT_TERMINAL, "deploy --force " + other.file() + " --name=" + other.archive())
                .run()
                .expectSuccess();
        Command.slipway("deploy").run().expectSuccess();
        JsonNode last = probe.deployment(2);
        assertThat(last.path("artifactDigest").asText()).isEqualTo(other.digest());
        // What ran first is gone from the disk: nobody knows its digest any more, and nobody guesses.
        assertThat(probe.deployments().get(0).has("artifactDigest")).isFalse();
        assertThat(ofTheLedger("remove")).isNotEmpty();
    }

    @Test
    void answersWhoeverWaitsWhenTheLedgerIsUndeployed() {
        Caller deployer = REALM.client("deployer");
        String service = SCRATCH.service(deployer);
        deployer.post(
                        "/api/v1/releases",
                        Map.of("service", service, "version", "1.0", "artifactDigest", probe.digest()))
                .expect(201);
        String request = deployer.post(
                        "/api/v1/deployment-requests",
                        Map.of("service", service, "version", "1.0", "environment", "production"))
                .expect(201)
                .path("id")
                .asText();
        List<CompletableFuture<Answer>> waiting = IntStream.range(0, 8)
                .mapToObj(number -> deployer.getAsync(
                        "/api/v1/deployment-requests/" + request + "/steps?wait=30",
                        "Cookie",
                        SignIn.SESSION + "=none.worker-1"))
                .toList();
        Command.cli(AT_TERMINAL, "undeploy slipway.ear").run().expectSuccess();
        assertThat(waiting)
                .extracting(answer -> Caller.join(answer).status())
                .allMatch(status -> status == 200 || status == 503);
        // The ledger may not know yet that it was taken off, and so not what is changed.
        Command.slipway("deploy").run().expectSuccess();
    }

    @Test
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

    @Test
    void readsOnWhenTheLogIsRotated() throws IOException {
        int gaps = gaps();
        deploy();
        rotate();
        Command.cli(AT_TERMINAL, "deployment disable " + probe.archive()).run().expectSuccess();
        assertThat(probe.deployment(2).path("operation").asText()).isEqualTo("undeploy");
        assertThat(gaps()).isEqualTo(gaps);
    }

    @Test
    void reportsTheGapWhenTheLogIsTruncated() throws IOException {
        int gaps = gaps();
        deploy();
        probe.deployment(1);
        Files.write(LOG, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        Command.cli(AT_TERMINAL, "deployment disable " + probe.archive()).run().expectSuccess();
        assertThat(probe.deployment(2).path("operation").asText()).isEqualTo("undeploy");
        await().atMost(Probe.PROMPTLY).until(() -> gaps() == gaps + 1);
        assertThat(Caller.pipeline().get("/api/v1/gaps").items("detail").get(0)).contains("truncated");
    }

    private void deploy() {
        Command.cli(AT_TERMINAL, "deploy " + probe.file() + " --name=" + probe.archive())
                .run()
                .expectSuccess();
    }

    /** Gives each file the name of the next older one; the server begins a new one. */
    private static void rotate() throws IOException {
        int age = 1;
        while (Files.exists(older(age))) {
            age++;
        }
        for (; age > 1; age--) {
            Files.move(older(age - 1), older(age));
        }
        Files.move(LOG, older(1));
    }

    private static Path older(int age) {
        return LOG.resolveSibling("audit-log.log." + age);
    }

    private static int gaps() {
        return Caller.pipeline().get("/api/v1/gaps?limit=100").items("id").size();
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
