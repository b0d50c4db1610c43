package dev.slipway.line.cli.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Called;
import dev.slipway.line.configuration.OpeningKey;
import dev.slipway.line.configuration.SealException;
import dev.slipway.line.configuration.SecretName;
import dev.slipway.line.http.Json;
import dev.slipway.line.stub.Stub.Received;
import dev.slipway.line.stub.StubLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigVerbsTest {
    private static final String PATH = "/api/v1/services/shop/environments/production/configuration";
    private static final OpeningKey KEY = OpeningKey.make();

    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    @BeforeEach
    void answer() {
        ledger.sealingFor(KEY.sealing().json())
                .changing("{\"version\":4,\"changes\":[\"FEATURE_X: off → on\",\"API_KEY: replaced\"]}", true)
                .then("running", "{}", "started shop-production-1 Draining", "done shop-production-1 Drained")
                .then("done", "{\"outcome\":\"succeeded\"}", "done shop-production-1 Restarted");
    }

    private Called.From from() {
        return new Called.From(folder).at(ledger.uri());
    }

    private Json sent() throws IOException {
        Received patch = ledger.received("PATCH " + PATH).get(0);
        return Json.read(patch.body().getBytes(StandardCharsets.UTF_8));
    }

    private static String opened(Json sent, String name) throws SealException {
        return KEY.open(
                new SecretName("shop", "production", name), sent.object("seal").text(name));
    }

    @Test
    void setsVariablesAndFollowsTheAgent() throws IOException {
        Called called =
                from().call("config", "set", "shop", "FEATURE_X=on", "URL=a=b", "NONE=", "--reason", "new rates");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).isEqualTo("""
                  ✓ Version 4 of the configuration of shop in production:
                    FEATURE_X: off → on
                    API_KEY: replaced
                  ✓ shop 1.4 with version 4 of its configuration may enter production
                  ✓ shop-production-1: Drained
                  ✓ shop-production-1: Restarted
                  ✓ shop 1.4 with version 4 of its configuration is live in production on 1 worker
                """);
        assertThat(sent())
                .hasToString("{\"set\":{\"FEATURE_X\":\"on\",\"URL\":\"a=b\",\"NONE\":\"\"},\"reason\":\"new rates\"}");
        assertThat(ledger.received("PATCH " + PATH).get(0).headers()).containsKey("Idempotency-key");
        assertThat(ledger.received("GET /api/v1/configuration-key")).isEmpty();
    }

    @Test
    void readsOneSecretWhole() throws Exception {
        Called called = from().given("-----BEGIN\nKEY==\n-----\n").call("config", "set", "shop", "--secret", "API_KEY");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(opened(sent(), "API_KEY")).isEqualTo("-----BEGIN\nKEY==\n-----");
        assertThat(sent().names()).containsExactly("seal");
        assertThat(called.out() + called.err()).doesNotContain("KEY==");
        assertThat(ledger.received("PATCH " + PATH).get(0).body()).doesNotContain("KEY==");
    }

    @Test
    void readsALineForEachOfSeveralSecrets() throws Exception {
        assertThat(from().given("one\ntwo\n")
                        .call("config", "set", "shop", "A=1", "--secret", "API_KEY", "--secret", "OTHER")
                        .code())
                .isZero();
        assertThat(opened(sent(), "API_KEY")).isEqualTo("one");
        assertThat(opened(sent(), "OTHER")).isEqualTo("two");
        assertThat(sent().object("set")).hasToString("{\"A\":\"1\"}");
    }

    @Test
    void asksForASecretAtTheTerminal() throws Exception {
        Called.From from = from().typing("typed");
        assertThat(from.call("config", "set", "shop", "--secret", "API_KEY").code())
                .isZero();
        assertThat(from.prompts()).containsExactly("API_KEY: ");
        assertThat(opened(sent(), "API_KEY")).isEqualTo("typed");
    }

    @Test
    void takesNoSecretThatCannotBeOne() {
        assertThat(from().given("")
                        .call("config", "set", "shop", "--secret", "A")
                        .err())
                .startsWith("slipway: the secret A is empty; to remove it: slipway config unset");
        assertThat(from().given("one\n")
                        .call("config", "set", "shop", "--secret", "A", "--secret", "B")
                        .err())
                .startsWith("slipway: standard input has 1 lines for 2 secrets: A, B");
        Called tooLong = from().given("s3cret".repeat(2_800)).call("config", "set", "shop", "--secret", "A");
        assertThat(tooLong.code()).isEqualTo(2);
        assertThat(tooLong.err())
                .startsWith("slipway: the secret A has more than 16384 characters")
                .doesNotContain("s3cret");
        assertThat(ledger.received("PATCH " + PATH)).isEmpty();
    }

    /** As the JVM has it of Größe, where the locale is POSIX. */
    @Test
    void setsNothingThatItCouldNotRead() {
        Called called = from().call("config", "set", "shop", "GREETING=Gr\uFFFD\uFFFD\uFFFD\uFFFDe");
        assertThat(called.code()).isEqualTo(2);
        assertThat(called.err())
                .startsWith("slipway: 'GREETING=Gr\uFFFD\uFFFD\uFFFD\uFFFDe' cannot be read in this locale:"
                        + " set LC_ALL=C.UTF-8\nSee: slipway --help");
        assertThat(ledger.received()).isEmpty();
    }

    @Test
    void asksForNoSecretWhereThereIsNoKey() {
        ledger.sealingFor("");
        Called.From from = from().typing("typed");
        Called called = from.call("config", "set", "shop", "--secret", "API_KEY");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("The line's public key has not been reported yet.");
        assertThat(from.prompts()).isEmpty();
    }

    @Test
    void saysWhereNothingRunsOrNothingChanges() {
        ledger.changing("{\"version\":1,\"changes\":[\"A: none → 1\"]}", false);
        assertThat(from().call("config", "set", "shop", "A=1").out()).isEqualTo("""
                  ✓ Version 1 of the configuration of shop in production:
                    A: none → 1
                    No release of it is live there: the change takes effect with the next deployment.
                """);
        ledger.changing("{\"version\":1,\"changes\":[]}", false);
        assertThat(from().call("config", "set", "shop", "A=1").out())
                .isEqualTo("  ✓ shop in production is configured like that already (version 1)\n");
    }

    @Test
    void doesNotWaitWhereItIsNotTo() {
        assertThat(from().call("config", "unset", "shop", "WILDFLY_OLD", "--no-wait")
                        .code())
                .isZero();
        assertThat(ledger.received("PATCH " + PATH))
                .singleElement()
                .satisfies(patch -> assertThat(patch.body()).isEqualTo("{\"unset\":[\"WILDFLY_OLD\"]}"));
        assertThat(ledger.received("GET /api/v1/deployment-requests/request-1/steps"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "allowed, 0, ✓ SUBJECT may enter",
        "waiting, 4, … SUBJECT waits to enter",
        "refused, 3, ✗ SUBJECT may not enter"
    })
    void saysWhatTheGateSaysWhereItDoesNotWait(String decision, int code, String said) {
        ledger.deciding(decision, "Wait until 12:00.");
        Called called = from().call("config", "set", "shop", "A=1", "--no-wait");
        assertThat(called.code()).as(called.err()).isEqualTo(code);
        assertThat(called.out())
                .contains(said.replace("SUBJECT", "shop 1.4 with version 4 of its configuration") + " production");
        assertThat(called.out().contains("    Wait until 12:00.\n")).isEqualTo(code != 0);
    }

    @ParameterizedTest
    @CsvSource({"--no-wait, allowed", "--wait=0, done"})
    void printsTheChangeWithItsRequestAsItIsThen(String option, String state) {
        Called called = from().call("config", "set", "shop", "FEATURE_X=on", option, "--json");
        Json printed = Json.readOrEmpty(called.out());
        assertThat(printed.names()).as(called.err()).containsExactly("version", "changes", "request");
        assertThat(printed.object("request").text("state")).isEqualTo(state);
    }

    /** The ledger withdraws the request of a service that does not run once it is allowed. */
    @ParameterizedTest
    @CsvSource({"4, 0", "3, 3"})
    void succeedsWhereItIsInForceWithoutTheAgent(int inForce, int code) {
        StubLedger other = StubLedger.start();
        try (other) {
            other.changing("{\"version\":4,\"changes\":[\"A: none → 1\"]}", true)
                    .configured("production", "", configuration(inForce))
                    .then("withdrawn", "{\"reasons\":[{\"detail\":\"The service no longer runs there.\"}]}");
            Called called = new Called.From(folder).at(other.uri()).call("config", "set", "shop", "A=1");
            assertThat(called.code()).as(called.err()).isEqualTo(code);
            assertThat(called.out()
                            .contains("takes effect with the next deployment: no release of it is live in production"))
                    .isEqualTo(code == 0);
        }
    }

    @Test
    void namesWhoApprovedTheChangeAndWhereItIsDecidedOn() {
        StubLedger other = StubLedger.start();
        try (other) {
            other.changing("{\"version\":4,\"changes\":[\"A: none → 1\"]}", true)
                    .deciding("waiting")
                    .then("waiting", "{\"reasons\":[{\"detail\":\"An approval is missing.\"}]}")
                    .then(
                            "allowed",
                            "{\"approvals\":[{\"id\":\"a1\",\"verdict\":\"approved\",\"approver\":\"carol\",\"comment\":\"Fine.\"}]}")
                    .then("done", "{\"outcome\":\"succeeded\"}");
            Called called =
                    new Called.From(folder).at(other.uri()).call("config", "set", "shop", "A=1", "--wait", "5m");
            assertThat(called.out())
                    .contains("Decide on it at " + other.uri() + "/requests/?id=request-1")
                    .contains("Approved by carol: “Fine.”");
            assertThat(other.received("GET /api/v1/gate")).isEmpty();
        }
    }

    @Test
    void failsWhereTheFormerOneIsPutBack() {
        StubLedger other = StubLedger.start();
        try (other) {
            other.changing("{\"version\":4,\"changes\":[\"FAIL: none → yes\"]}", true)
                    .then("done", "{\"outcome\":\"failed\",\"failure\":\"shop does not start\"}");
            Called called = new Called.From(folder).at(other.uri()).call("config", "set", "shop", "FAIL=yes");
            assertThat(called.code()).isEqualTo(1);
            assertThat(called.err())
                    .startsWith(
                            "slipway: shop 1.4 with version 4 of its configuration does not run in production: shop does not start.");
        }
    }

    private static String entry(String name, String value, String at) {
        return "{\"name\":\"" + name + "\"," + (value.isEmpty() ? "\"isSecret\":true" : "\"value\":\"" + value + "\"")
                + ",\"changedBy\":\"alice\",\"changedAt\":\"" + at + "\"}";
    }

    private static String configuration(int version, String... entries) {
        return "{\"version\":" + version + ",\"entries\":[" + String.join(",", entries) + "]}";
    }

    @Test
    void listsThemAndWhatIsAskedFor() {
        ledger.configured(
                "production",
                "",
                "{\"version\":3,\"entries\":["
                        + entry("GREETING", "hello\\n\\u001b[31mworld", "2026-11-27T10:00:00Z")
                        + "," + entry("API_KEY", "", "2026-11-27T10:00:00Z")
                        + "],\"pending\":{\"version\":4,\"requestId\":\"r\",\"changes\":[\"OLD: removed\"]}}");
        assertThat(from().call("config", "list", "shop").out()).isEqualTo("""
                shop in production, version 3
                  GREETING=hello\\n\\u001b[31mworld
                  API_KEY (a secret, set by alice at 2026-11-27T10:00:00Z)
                  … Version 4 is requested:
                    OLD: removed
                """);
        ledger.configured("staging", "2", configuration(2));
        assertThat(from().call("config", "list", "shop", "--environment", "staging", "--version", "2")
                        .out())
                .isEqualTo("shop in staging, version 2: nothing is set\n");
    }

    @Test
    void comparesTwoEnvironments() {
        ledger.configured(
                        "staging",
                        "",
                        configuration(7, entry("A", "1", "x"), entry("B", "2", "x"), entry("KEY", "", "x")))
                .configured(
                        "production",
                        "",
                        configuration(3, entry("B", "3", "y"), entry("C", "4", "y"), entry("KEY", "", "y")));
        assertThat(from().call("config", "diff", "shop", "staging", "production")
                        .out())
                .isEqualTo("""
                        shop: staging (version 7) → production (version 3)
                          A: 1 → none
                          B: 2 → 3
                          C: none → 4
                        """);
    }

    @Test
    void comparesTwoVersions() {
        ledger.configured("production", "2", configuration(2, entry("A", "1", "x"), entry("KEY", "", "x")))
                .configured("production", "", configuration(3, entry("A", "1", "y"), entry("KEY", "", "y")));
        assertThat(from().call("config", "diff", "shop", "--from", "2").out()).isEqualTo("""
                        shop: production (version 2) → production (version 3)
                          KEY: replaced
                        """);
    }

    @Test
    void listsWhatItWas() {
        ledger.listing(
                "configurations",
                "{\"version\":2,\"changes\":[\"A: 1 → 2\"],\"reason\":\"new rates\",\"changedBy\":\"alice\",\"changedAt\":\"then\"}",
                "{\"version\":1,\"changes\":[\"A: none → 1\"],\"changedBy\":\"bob\",\"changedAt\":\"before\",\"deploymentCount\":7,"
                        + "\"deployments\":[{\"version\":\"1.1\",\"kind\":\"configure\",\"outcome\":\"succeeded\",\"finishedAt\":\"noon\"},"
                        + "{\"version\":\"1.0\",\"kind\":\"deploy\",\"outcome\":\"failed\",\"finishedAt\":\"dawn\"}]}");
        assertThat(from().call("config", "history", "shop").out()).isEqualTo("""
                    2  alice at then: “new rates”
                       A: 1 → 2
                    1  bob at before
                       A: none → 1
                       with it: 1.1 (configured, noon), 1.0 (failed, dawn), and 5 before
                """);
    }
}
