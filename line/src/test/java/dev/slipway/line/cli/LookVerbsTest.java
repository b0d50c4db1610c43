package dev.slipway.line.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.stub.Stub.Reply;
import dev.slipway.line.stub.StubLedger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that only look: status, services, whoami. */
class LookVerbsTest {
    private static final String A = "sha256:" + "a".repeat(64);

    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    private Called.From from() {
        return new Called.From(folder).at(ledger.uri());
    }

    @Test
    void statusShowsWhatIsLiveUnderWayAndDifferent() {
        ledger.listing("live", Answers.live("1.4", A)).listing("drifts", """
                        {"worker":"worker-2","environment":"production","archive":"shop.war","kind":"unknown-content",
                        "detectedAt":"2026-11-26T10:00:00Z"}""");
        ledger.open("""
                {"id":"request-0","service":"shop","version":"1.5","releaseId":"release-0","environment":"production",
                "actor":"alice","state":"allowed","isRollback":false,"isForAgent":true,
                "reasons":[{"code":"frozen","detail":"It is Friday."}]}""");
        ledger.then(
                "allowed",
                "{\"reasons\":[{\"code\":\"frozen\",\"detail\":\"It is Friday.\"}]}",
                "done worker-1 Drained");
        ledger.agentPresent(false);
        Called called = from().call("status", "shop");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out())
                .containsPattern(
                        "production   1.4  since 2026-11-26T09:00:05Z \\(.* ago\\), by alice through cli  sha256:a{12}…")
                .contains(
                        "  … 1.5 into production, requested by alice: allowed\n    It is Friday.\n    worker-1: Drained\n")
                .contains("! The agent is not running; on the line's machine: ./slipway status")
                .contains("✗ worker-2 in production: shop.war is unknown content, since 2026-11-26T10:00:00Z");
    }

    @Test
    void statusShowsWhoRanThePipelineAndWhy() {
        ledger.listing("live", Answers.live("1.4", A).replace("\"alice\"", """
                        "service-account-pipeline-shop","triggeredBy":"alice","comment":"Needs the new tax rates.\\nToday\""""));
        assertThat(from().call("status", "shop").out())
                .contains("by alice (pipeline-shop) through cli")
                .contains("…\n             Needs the new tax rates.\n             Today\n");
    }

    @Test
    void statusSaysHowToMendAConfiguration() {
        ledger.listing("live", Answers.live("1.4", A)).listing("drifts", """
                        {"worker":"shop-production-1","group":"shop-production","environment":"production",
                        "archive":"configuration","kind":"altered-configuration","detectedAt":"2026-11-26T10:00:00Z",
                        "command":"slipway restart shop --environment production"}""");
        assertThat(from().call("status", "shop").out())
                .contains(
                        "✗ shop-production-1 of shop-production in production: the configuration that it was started with"
                                + " had been changed by hand, since 2026-11-26T10:00:00Z; to fix it: slipway restart shop"
                                + " --environment production\n");
    }

    @Test
    void statusShowsThatTheAgentHasFallenSilent() {
        ledger.listing("live", Answers.live("1.4", A));
        ledger.open("""
                {"id":"request-0","service":"shop","version":"1.5","releaseId":"release-0","environment":"production",
                "actor":"alice","state":"running","isForAgent":true,"silentSince":"2026-11-26T10:00:00Z"}""");
        Called called = from().call("status", "shop");
        assertThat(called.out()).contains("    The agent has not reported since 2026-11-26T10:00:00Z.");
    }

    /** What is live there may answer nobody. */
    @Test
    void statusSaysWhichWorkersAreUnwell() {
        workers(
                "{\"worker\":\"shop-production-1\",\"isAnswering\":true,\"isServing\":false}",
                "{\"worker\":\"shop-staging-1\",\"isAnswering\":false}");
        Called called = from().call("status", "shop");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out())
                .contains("! shop-production-1 gets no requests: its application fails httpd's health check; its log:"
                        + " slipway logs shop\n")
                .contains("! shop-staging-1 does not answer; on the line's machine: ./slipway doctor\n");
        assertThat(from().call("status", "shop", "--environment", "staging").out())
                .contains("shop-staging-1 does not answer")
                .doesNotContain("shop-production-1");
        assertThat(from().call("status", "shop", "--json").out())
                .contains("\"silentWorkers\":[\"shop-staging-1\"]")
                .contains("\"unwellWorkers\":[\"shop-production-1\"]");
    }

    /** A variable may name another environment for the command that is told. */
    @Test
    void statusSaysWhereToReadTheLog() {
        workers(
                "{\"worker\":\"shop-production-1\",\"isAnswering\":true,\"isServing\":false}",
                "{\"worker\":\"shop-staging-1\",\"environment\":\"staging\",\"isAnswering\":true,\"isServing\":false}");
        assertThat(from().call("status", "shop").out())
                .contains("its log: slipway logs shop\n")
                .contains("its log: slipway logs shop --environment staging\n");
        assertThat(from().with("SLIPWAY_ENVIRONMENT", "staging")
                        .call("status", "shop")
                        .out())
                .contains("its log: slipway logs shop --environment production\n")
                .contains("its log: slipway logs shop --environment staging\n");
    }

    @Test
    void statusSaysWhichWorkersEndAgainAndAgain() {
        workers(
                "{\"worker\":\"shop-production-1\",\"isAnswering\":true,"
                        + "\"restartingSince\":\"2026-11-23T10:05:30Z\"}",
                "{\"worker\":\"shop-staging-1\",\"isAnswering\":true}");
        assertThat(from().call("status", "shop").out())
                .contains("! shop-production-1 crashes and restarts repeatedly, for instance out of memory; its log:"
                        + " slipway logs shop\n")
                .doesNotContain("shop-staging-1");
        assertThat(from().call("status", "shop", "--json").out())
                .contains("\"restartingWorkers\":[\"shop-production-1\"]")
                .contains("\"unwellWorkers\":[]");
    }

    /** The agent asks them a few times a minute. */
    @Test
    void statusSaysHowOldItIsWhatItKnowsOfWorkers() {
        workers(
                "{\"worker\":\"shop-production-1\",\"isAnswering\":false,\"at\":\"2026-11-26T09:59:50Z\"}",
                "{\"worker\":\"shop-staging-1\",\"isAnswering\":true,\"at\":\"2026-11-26T09:52:00Z\"}");
        assertThat(from().ticking(Duration.ZERO).call("status", "shop").out())
                .contains("! shop-production-1 does not answer (seen 10 s ago); on the line's machine")
                .contains("! shop-staging-1 was last polled 8 min ago: the agent is down or delayed; on the line's"
                        + " machine: ./slipway status\n");
        assertThat(from().ticking(Duration.ZERO)
                        .call("status", "shop", "--json")
                        .out())
                .contains("\"unseenWorkers\":[\"shop-staging-1\"]");
    }

    /** What the agent saw last of the shop's workers, in production and in staging. */
    private void workers(String... figures) {
        ledger.groups(group("production") + "," + group("staging"))
                .listing("live", Answers.live("1.4", A))
                .listing("worker-figures", figures);
    }

    private static String group(String environment) {
        return """
                {"service":"shop","environment":"%1$s","group":"shop-%1$s","host":"shop","state":"ready",
                "workers":[{"name":"shop-%1$s-1"}]}""".formatted(environment);
    }

    @Test
    void statusKnowsNoSuchService() {
        Called called = from().call("status", "shoop");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err())
                .isEqualTo("slipway: The ledger knows no service shoop. Which services there are: slipway services\n");
    }

    @Test
    void servicesListsThem() throws IOException {
        Wars.write(folder, "shop.war", "Open");
        from().call("release", "shop.war", "--service", "shop", "--version", "1");
        ledger.listing("live", Answers.live("1.4", A));
        assertThat(from().call("services").out()).isEqualTo("  shop                     production 1.4\n");
        assertThat(from().call("services", "--json").out()).contains("\"live\":[{");
    }

    @Test
    void whoamiSaysNameAndRights() {
        Called called = from().call("whoami");
        assertThat(called.code()).isZero();
        assertThat(called.out()).isEqualTo("bob (viewer, deployer), deploys shop, at " + ledger.uri() + "\n");
    }

    @Test
    void tokenIsForAnotherProgram() {
        assertThat(from().call("token").out()).isEqualTo("token\n");
        assertThat(from().call("token", "--json").out()).isEqualTo("{\"token\":\"token\"}\n");
    }

    @Test
    void saysThatTheTokenIsNotTaken() {
        ledger.accepting("another");
        Called called = from().call("whoami");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("The ledger rejected the token in SLIPWAY_TOKEN.");
    }

    @Test
    void saysWhatTheLedgerSaysOfFieldsAndIncidents() {
        String one = "{\"field\":\"version\",\"detail\":\"is required\"}";
        String problem =
                "{\"type\":\"/docs/problems#invalid-request\",\"detail\":\"2 fields were refused.\",\"errors\":[%s]}";
        ledger.first(
                "GET /api/v1/me",
                Reply.of(400, problem.formatted(one)),
                Reply.of(400, problem.formatted(one + "," + one.replace("version", "service"))),
                Reply.of(500, "{\"detail\":\"Something went wrong.\",\"instance\":\"urn:uuid:1\"}"));
        assertThat(from().call("whoami").err())
                .isEqualTo("slipway: version: is required. Refused by the ledger: who you are (status 400).\n");
        assertThat(from().call("whoami").err())
                .isEqualTo("slipway: 2 fields were refused. Refused by the ledger: who you are (status 400).\n"
                        + "  version: is required\n  service: is required\n");
        assertThat(from().call("whoami").err())
                .contains("Something went wrong.")
                .contains("Quote this to an operator: urn:uuid:1");
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        URI gone;
        try (StubLedger other = StubLedger.start()) {
            gone = other.uri();
        }
        Called called = new Called.From(folder).at(gone).call("whoami");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err())
                .isEqualTo("slipway: Nobody answers at " + gone.getAuthority() + ". Does the line run?\n");
    }

    @Test
    void signedOutPeopleAreToldToSignIn() {
        Called called = new Called.From(folder)
                .with("SLIPWAY_LEDGER_URL", ledger.uri().toString())
                .call("whoami");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err())
                .isEqualTo("slipway: You are not signed in to " + ledger.uri() + ". Sign in: slipway login "
                        + ledger.uri() + "\n");
    }

    @Test
    void aCaThatIsNoneIsNamed() throws IOException {
        Files.writeString(folder.resolve("ca.pem"), "nothing");
        Called called = from().with("SLIPWAY_CA", "ca.pem").call("whoami");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("SLIPWAY_CA").contains("ca.pem: there is no");
    }
}
