package dev.slipway.line.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Answers;
import dev.slipway.line.cli.Called;
import dev.slipway.line.http.Json;
import dev.slipway.line.stub.Stub.Reply;
import dev.slipway.line.stub.StubLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncVerbTest {
    private static final String A = "sha256:" + "a".repeat(64);
    private static final String B = "sha256:" + "b".repeat(64);
    private static final String SKEW = """
            {"environment":"production","archive":"shop.war","service":"shop","workers":[
            {"worker":"worker-1","isPresent":true,"artifactDigest":"%s","version":"1.3","isEnabled":true},
            {"worker":"worker-2","isPresent":true,"artifactDigest":"%s","isEnabled":true}]}""".formatted(A, B);

    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    private Called.From from() {
        return new Called.From(folder).at(ledger.uri());
    }

    private static String sync(String state, String detail) {
        return """
                {"id":"sync-1","environment":"production","actor":"bob","state":"%s","detail":"%s"}""".formatted(state, detail);
    }

    @Test
    void asksNothingWhereAllIsWell() {
        Called called = from().call("sync");
        assertThat(called.code()).isZero();
        assertThat(called.out()).isEqualTo("  ✓ All workers run the same.\n");
        assertThat(ledger.received("POST /api/v1/syncs")).isEmpty();
    }

    @Test
    void followsTheAgent() throws IOException {
        ledger.listing("skews", SKEW)
                .listing("syncs", sync("asked", ""), sync("running", ""), sync("done", "worker-1 runs shop.war 1.4"));
        Called called = from().call("sync", "--back", "--service", "shop");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).endsWith("  ✓ worker-1 runs shop.war 1.4\n").contains("the agent syncs the workers");
        Json asked =
                Json.read(ledger.received("POST /api/v1/syncs").get(0).body().getBytes(StandardCharsets.UTF_8));
        assertThat(asked.text("service")).isEqualTo("shop");
        assertThat(asked.is("isBack")).isTrue();
    }

    private static String part(String state, String more) {
        return """
                {"id":"part-1","service":"shop","version":"by-hand.1","releaseId":"release-1","environment":"production",
                "actor":"bob","state":"%s","isForAgent":true,"syncId":"sync-1"%s}""".formatted(state, more);
    }

    @Test
    void showsTheAgentsSteps() {
        ledger.listing("skews", SKEW)
                .listing("syncs", sync("asked", ""), sync("running", ""), sync("done", "It runs."))
                .part(part("done", ",\"outcome\":\"succeeded\""), "started worker-1 Draining", "done worker-1 Drained")
                .part(part("done", "").replace("sync-1", "sync-0").replace("part-1", "part-0"), "done worker-1 Other");
        Called called = from().call("sync");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out())
                .containsOnlyOnce("  shop by-hand.1:\n  ✓ worker-1: Drained\n")
                .doesNotContain("Other")
                .endsWith("  ✓ It runs.\n");
    }

    /** As JSON, it is the sync that was asked for, and none of its deployments. */
    @Test
    void saysThatItGoesOnWhereTheLedgerStaysAway() {
        Reply[] away = new Reply[100];
        Arrays.fill(away, Reply.of(503, ""));
        ledger.listing("skews", SKEW)
                .listing("syncs", sync("asked", ""), sync("running", ""))
                .part(part("running", ""));
        ledger.first("GET /api/v1/deployment-requests/part-1/steps", away);
        assertUnfollowed(from().ticking(Duration.ofSeconds(1)).call("sync", "--lock-wait", "5s", "--json"));
    }

    @Test
    void saysThatItGoesOnWhereTheLedgerGoesAwayAtTheEndOfAPart() {
        Reply[] away = new Reply[100];
        Arrays.fill(away, Reply.of(503, ""));
        ledger.listing("skews", SKEW)
                .listing("syncs", sync("running", ""))
                .part(part("done", ",\"outcome\":\"succeeded\""));
        ledger.first("GET /api/v1/deployment-requests/part-1", away);
        assertUnfollowed(from().call("sync", "--json"));
    }

    private static void assertUnfollowed(Called called) {
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err())
                .contains("slipway: The ledger does not answer (status 503). The sync continues. Which runs what:"
                        + " slipway sync --dry-run");
        assertThat(called.out().lines())
                .singleElement()
                .asString()
                .contains("\"id\":\"sync-1\"", "\"state\":\"running\"");
    }

    @ParameterizedTest
    @CsvSource({"refused, '', 3", "waiting, '', 4", "done, ',\"outcome\":\"failed\"', 1", "withdrawn, '', 3"})
    void endsAsADeploymentWould(String state, String more, int code) {
        ledger.listing("skews", SKEW)
                .listing("syncs", sync("running", ""), sync("failed", "shop.war may not enter production."))
                .part(part(state, more));
        Called called = from().call("sync");
        assertThat(called.code()).isEqualTo(code);
        assertThat(called.err()).startsWith("slipway: shop.war may not enter production.");
    }

    @Test
    void joinsTheOneThatIsUnderWay() {
        ledger.listing("skews", SKEW).listing("open-syncs", sync("done", "They run the same."));
        Called called = from().call("sync");
        assertThat(called.code()).isZero();
        assertThat(called.out()).contains("They run the same.");
    }

    private static String open(String more) {
        return """
                {"id":"sync-1","environment":"production","actor":"bob","state":"done","detail":"In line."%s}""".formatted(more);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            sync --service shop        | ""
            sync --service shop        | ,'service':'shop'
            sync --back                | ,'isBack':true
            sync --back --service shop | ,'isBack':true
            """)
    void joinsOneThatDoesAsMuch(String asked, String open) {
        ledger.listing("skews", SKEW).listing("open-syncs", open(open.replace('\'', '"')));
        Called called = from().call(asked.split(" "));
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).contains("In line.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            sync --back         | ""                               | slipway sync.
            sync                | ,'isBack':true                   | slipway sync --back.
            sync                | ,'service':'shop'                | slipway sync --service shop.
            sync --service shop | ,'service':'blog'                | slipway sync --service blog.
            sync --back         | ,'service':'shop','isBack':true  | slipway sync --back --service shop.
            """)
    void joinsNoneThatDoesSomethingElse(String asked, String open, String command) {
        ledger.listing("skews", SKEW).listing("open-syncs", open(open.replace('\'', '"')));
        Called called = from().call(asked.split(" "));
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err())
                .startsWith("slipway: Another sync is under way in production, by bob: " + command
                        + " Wait for it to end, then try again.");
        assertThat(called.out()).doesNotContain("In line.");
    }

    @Test
    void saysWhyItFailed() {
        ledger.listing("skews", SKEW).listing("syncs", sync("failed", "worker-2 does not answer."));
        Called called = from().call("sync");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).startsWith("slipway: worker-2 does not answer.");
    }

    @Test
    void saysThatNobodyClaimsIt() {
        ledger.listing("skews", SKEW).listing("syncs", sync("asked", ""));
        Called called = from().ticking(Duration.ofSeconds(20)).call("sync", "--lock-wait", "2m");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out()).containsOnlyOnce("no agent has claimed it for 30 s");
        assertThat(called.err()).contains("The agent has not started it within 2 min.");
    }

    @Test
    void showsWhatItWouldDo() {
        ledger.listing("skews", SKEW).listing("deployments", Answers.live("1.4", B), Answers.live("1.3", A));
        Called called = from().call("sync", "--dry-run");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out()).isEqualTo("""
                        shop.war
                            worker-1: 1.3, sha256:aaaaaaaaaaaa…
                            worker-2: unknown content, sha256:bbbbbbbbbbbb…
                            Last: replace by alice through cli at 2026-11-26T09:00:00Z on worker-1, worker-2
                            Would deploy sha256:bbbbbbbbbbbb… to every worker.
                        """);
        assertThat(ledger.received("POST /api/v1/syncs")).isEmpty();
        assertThat(ledger.received("GET /api/v1/deployments"))
                .singleElement()
                .satisfies(asked -> assertThat(asked.query()).containsEntry("service", "shop"));
    }

    @Test
    void bringsNothingWhereItWasTakenOff() {
        String removed = Answers.live("1.4", B).replace("\"replace\"", "\"remove\"");
        ledger.listing("skews", SKEW).listing("deployments", removed, Answers.live("1.3", A));
        assertThat(from().call("sync", "--dry-run").out()).contains("It was undeployed by hand");
        assertThat(from().call("sync", "--dry-run", "--back").out()).contains("Would deploy sha256:bbbbbbbbbbbb…");
    }
}
