package dev.slipway.line.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Answers;
import dev.slipway.line.cli.Called;
import dev.slipway.line.cli.Main;
import dev.slipway.line.identity.ServerAddress;
import dev.slipway.line.stub.Stub.Reply;
import dev.slipway.line.stub.StubKeycloak;
import dev.slipway.line.stub.TestProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code slipway deploy} says while it follows a deployment, and how it ends. */
class DeployFollowTest extends DeployScene {
    /** A request that the agent is at. */
    private static final String RUNNING = """
            {"id":"request-1","service":"shop","version":"1.4.0","releaseId":"release-1","environment":"production",
            "actor":"bob","isForAgent":true,"state":"running"}""";

    @Test
    void saysWhereTheServiceIsReached() {
        ledger.groups("""
                {"service":"shop","environment":"staging","group":"shop-staging","host":"shop-staging","state":"ready","workers":[]},
                {"service":"shop","environment":"production","group":"shop-production","host":"shop","state":"ready","workers":[]}
                """).then("done", DONE);
        assertThat(deploy().out())
                .contains(
                        "  ✓ shop 1.4.0 is live in production: " + ServerAddress.sibling(ledger.uri(), "shop") + "\n");
    }

    @Test
    void endsWellWhereTheLedgerDoesNotSayWhere() {
        ledger.then("done", DONE);
        ledger.first("GET /api/v1/server-groups", Reply.of(403, ""));
        Called called = deploy();
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).contains("  ✓ shop 1.4.0 is live in production\n");
    }

    @Test
    void tellsAStepThatTakesLongWhenItBegins() {
        ledger.then("running", "{}", "started worker-1 Deploying")
                .then("running", "{}")
                .then("done", DONE, "done worker-1 Deployed");
        assertThat(deploy().out()).contains("  … worker-1: Deploying\n  ✓ worker-1: Deployed\n");
    }

    @Test
    void saysEachReasonOfARefusal() {
        ledger.deciding("refused", "Tests failed.", "There is no bill of materials.");
        Called called = deploy();
        assertThat(called.code()).isEqualTo(3);
        assertThat(called.out())
                .contains("✗ shop 1.4.0 may not enter production; the request is refused:")
                .contains("    Tests failed.\n    There is no bill of materials.\n");
    }

    @Test
    void saysWhatIsMissingAndWhereToDecide() {
        ledger.deciding("waiting", "1 of 2 approvals given.");
        Called called = deploy();
        assertThat(called.code()).isEqualTo(4);
        assertThat(called.out())
                .contains("  … shop 1.4.0 waits to enter production:\n    1 of 2 approvals given.\n")
                .contains("    Decide on it at " + ledger.uri() + "/releases/?id=release-1")
                .contains("slipway status shop");
    }

    @Test
    void goesOnOnceItIsApproved() {
        ledger.deciding("waiting", "An approval is missing.")
                .then("waiting", "{}")
                .then("allowed", "{}")
                .then("running", "{}", "done worker-1 Deployed")
                .then("done", DONE);
        Called called = deploy("--wait", "5m");
        assertThat(called.code()).as(called.out()).isZero();
        assertThat(called.out()).containsOnlyOnce("waits to enter").contains("may enter production");
    }

    @Test
    void saysWhyItDoesNotRunAndWhatDoes() {
        ledger.then("running", "{}", "failed worker-1 ShopDS is missing")
                .then(
                        "done",
                        "{\"outcome\":\"failed\",\"failure\":\"ShopDS is missing\",\"deploymentId\":\"deployment-1\"}")
                .listing("live", Answers.live("1.3.0", digest));
        Called called = deploy();
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out()).contains("  ✗ worker-1: ShopDS is missing");
        assertThat(called.err())
                .startsWith(
                        "slipway: shop 1.4.0 does not run in production: ShopDS is missing. Running as before: shop 1.3.0.")
                .contains(ledger.uri() + "/deployments/?id=deployment-1");
    }

    @Test
    void saysThatNobodyClaimsIt() {
        ledger.agentPresent(false);
        Called called = from().ticking(Duration.ofSeconds(20))
                .call("deploy", "shop.war", "--service", "shop", "--version", "1", "--lock-wait", "2m");
        assertThat(called.code()).as("the request stays open").isEqualTo(4);
        assertThat(called.out())
                .containsOnlyOnce("! no agent has claimed it for 30 s; on the line's machine: ./slipway status");
        assertThat(called.err()).contains("The agent has not started shop 1 within 2 min. The request stays open.");
    }

    @Test
    void goesOnWhereTheLedgerIsAwayAsItLooksForTheAgent() {
        ledger.agentPresent(false);
        Reply[] away = new Reply[3];
        Arrays.fill(away, Reply.of(503, ""));
        ledger.first("GET /api/v1/agent", away);
        Called called = from().ticking(Duration.ofSeconds(20))
                .call("deploy", "shop.war", "--service", "shop", "--version", "1", "--lock-wait", "20m");
        assertThat(called.code()).as(called.err()).isEqualTo(4);
        assertThat(called.out()).contains("no agent has claimed it for 30 s");
        assertThat(called.err()).contains("The agent has not started shop 1 within 20 min.");
    }

    @Test
    void seesThatTheAgentHasBegunWhereTheLookForItFails() {
        ledger.then("allowed", "{}")
                .then("allowed", "{}")
                .then("allowed", "{}")
                .then("running", "{}", "done worker-1 Deployed")
                .then("done", DONE);
        ledger.first("GET /api/v1/agent", away());
        Called called = from().ticking(Duration.ofSeconds(20))
                .call("deploy", "shop.war", "--service", "shop", "--version", "1", "--lock-wait", "10m");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.received("GET /api/v1/agent")).isNotEmpty();
        assertThat(called.out()).contains("worker-1: Deployed").doesNotContain("does not answer");
    }

    @Test
    void saysThatTheAgentHasFallenSilent() {
        ledger.then("running", "{\"silentSince\":\"2026-11-26T09:50:00Z\"}");
        for (int i = 0; i < 20; i++) {
            ledger.then("running", "{}");
        }
        ledger.then("done", "{\"outcome\":\"failed\",\"failure\":\"alice gave it up.\"}");
        Called called = from().ticking(Duration.ofSeconds(20))
                .call("deploy", "shop.war", "--service", "shop", "--version", "1");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out()).contains("! The agent has not reported since 2026-11-26T09:50:00Z.");
        assertThat(called.err()).contains("alice gave it up.");
    }

    @Test
    void asksAgainForASilentAgentWhereTheLedgerDoesNotAnswer() {
        ledger.open(RUNNING);
        for (int i = 0; i < 30; i++) {
            ledger.then("running", "{\"silentSince\":\"2026-11-26T09:50:00Z\"}");
        }
        ledger.then("done", DONE);
        ledger.first(
                "GET /api/v1/deployment-requests/request-1", Reply.of(503, ""), Reply.of(503, ""), Reply.of(503, ""));
        Called called = from().ticking(Duration.ofSeconds(20))
                .call("deploy", "shop.war", "--service", "shop", "--version", "1.4.0");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).contains("! The agent has not reported since 2026-11-26T09:50:00Z.");
    }

    @Test
    void saysWhoDeploysThereMeanwhile() {
        ledger.listing("locks", "{\"holder\":\"alice\",\"reason\":\"Deploys blog 7\"}");
        Called called = from().ticking(Duration.ofSeconds(20))
                .call("deploy", "shop.war", "--service", "shop", "--version", "1", "--lock-wait", "2m");
        assertThat(called.out()).contains("alice has the lock of production (Deploys blog 7)");
    }

    /** The agent gets nothing as long as the ledger does not know who is an approver. */
    @Test
    void saysThatKeycloakDoesNotAnswer() {
        Reply[] unknown = new Reply[3];
        Arrays.fill(unknown, Reply.of(200, """
                        {"decision":"wait","reasons":[{"code":"approval-missing","detail":"0 of 1 approval given."},
                        {"code":"approvers-unknown","detail":"Keycloak does not answer."}]}"""));
        ledger.first("GET /api/v1/gate", unknown);
        Called called = from().ticking(Duration.ofSeconds(20))
                .call("deploy", "shop.war", "--service", "shop", "--version", "1", "--lock-wait", "2m");
        assertThat(called.code()).as("the request stays open").isEqualTo(4);
        assertThat(called.out())
                .containsOnlyOnce("! Waiting for 30 s: Keycloak does not answer.")
                .doesNotContain("no agent has claimed it");
    }

    @Test
    void waitsWhileTheLedgerItselfIsReplaced() {
        ledger.then("running", "{}").then("done", DONE);
        Reply[] away = new Reply[20];
        Arrays.fill(away, Reply.of(503, ""));
        away[1] = Reply.cut();
        away[2] = new Reply(429, "{}", Map.of("Retry-After", "0"));
        away[3] = Reply.of(502, "");
        ledger.first("GET /api/v1/deployment-requests/request-1/steps", away);
        Called called = deploy();
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).containsOnlyOnce("The ledger does not answer just now; the request continues.");
    }

    @Test
    void pausesWhereTheLedgerFails() {
        ledger.then("running", "{}").then("done", DONE);
        Reply[] broken = new Reply[10];
        Arrays.fill(broken, Reply.of(500, "{}"));
        ledger.first("GET /api/v1/deployment-requests/request-1/steps", broken);
        long since = System.nanoTime();
        Called called = deploy();
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThan(Duration.ofMillis(100));
    }

    @Test
    void followsOnWhereTheClockIsSetForward() {
        ledger.then("running", "{}").then("done", DONE);
        ledger.first("GET /api/v1/deployment-requests/request-1/steps", Reply.of(500, "{}"), Reply.of(500, "{}"));
        Called called = from().jumping(Duration.ofHours(1))
                .call("deploy", "shop.war", "--service", "shop", "--version", "1.4.0");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).containsOnlyOnce("The ledger does not answer just now; the request continues.");
    }

    /** The line goes on with it, as at the end of --wait. */
    @Test
    void leavesTheRequestOpenWhereItsTokenEnds() {
        ledger.deciding("waiting", "An approval is missing.");
        try (StubKeycloak keycloak = StubKeycloak.start()) {
            ledger.signingInAt(keycloak.issuer());
            keycloak.lasting(3_600);
            Called called = from().without("SLIPWAY_TOKEN")
                    .with("SLIPWAY_ID_TOKEN", "id-token-1")
                    .with("SLIPWAY_CLIENT", "pipeline-shop")
                    .ticking(Duration.ofSeconds(20))
                    .call("deploy", "shop.war", "--service", "shop", "--version", "1", "--wait", "5h");
            assertThat(called.code()).as(called.err()).isEqualTo(4);
            assertThat(called.err())
                    .contains("Keycloak gives no token to the client 'pipeline-shop': invalid_client. The request stays"
                            + " open: once it is allowed, the agent carries it out.");
            assertThat(called.out()).doesNotContain("does not answer");
        }
    }

    @Test
    void leavesTheRequestOpenWhereItsTokenIsRefused() {
        ledger.deciding("waiting", "An approval is missing.");
        ledger.first("GET /api/v1/deployment-requests/request-1/steps", Reply.of(401, "{}"));
        Called called = deploy("--wait", "5m");
        assertThat(called.code()).isEqualTo(4);
        assertThat(called.err())
                .startsWith("slipway: The ledger rejected the token in SLIPWAY_TOKEN. The request stays open");
    }

    /** With one that the agent is at. */
    private Called follow(Reply... steps) {
        ledger.open(RUNNING);
        ledger.first("GET /api/v1/deployment-requests/request-1/steps", steps);
        return deploy("--lock-wait", "0", "--json");
    }

    private static Reply[] away() {
        Reply[] away = new Reply[100];
        Arrays.fill(away, Reply.of(503, ""));
        return away;
    }

    private static void assertUnfollowed(Called called) {
        assertThat(called.code()).as(called.err()).isEqualTo(1);
        assertThat(called.err())
                .contains("slipway: The ledger does not answer (status 503). The deployment continues. To follow it:"
                        + " slipway status shop ");
        assertThat(called.out()).startsWith("{").contains("\"state\":\"running\"");
    }

    @Test
    void saysThatItGoesOnWhereTheLedgerStaysAway() {
        assertUnfollowed(follow(away()));
    }

    @Test
    void saysThatItGoesOnWhereTheLedgerGoesAwayAtTheEnd() {
        ledger.first("GET /api/v1/deployment-requests/request-1", away());
        assertUnfollowed(follow(Reply.of(200, "{\"state\":\"done\",\"items\":[]}")));
    }

    @Test
    void answersAScriptInJson() {
        ledger.then("done", DONE, "done worker-1 Deployed");
        Called called = deploy("--json");
        assertThat(called.out().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("{")
                .contains("\"outcome\":\"succeeded\"");
        assertThat(called.err()).contains("worker-1: Deployed");
    }

    @Test
    void ctrlCEndsTheWatchingAlone() throws IOException, InterruptedException {
        ledger.then("running", "{}", "done worker-1 Drained");
        ProcessBuilder builder = new ProcessBuilder(
                        TestProgram.interruptible(Main.class, "deploy", "shop.war", "--service", "shop"))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("SLIPWAY_LEDGER_URL", ledger.uri().toString());
        builder.environment().put("SLIPWAY_TOKEN", "token");
        Process process = builder.start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.contains("worker-1: Drained")) {
                line = out.readLine();
            }
            assertThat(line).isNotNull();
            assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(out.lines()).contains("The deployment continues. To follow it: slipway status shop");
            assertThat(process.waitFor()).isEqualTo(130);
            assertThat(ledger.received()).noneMatch(request -> request.path().endsWith("/withdrawal"));
        } finally {
            process.destroyForcibly();
        }
    }
}
