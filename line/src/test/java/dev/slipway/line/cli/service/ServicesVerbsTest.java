package dev.slipway.line.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Called;
import dev.slipway.line.cli.Wars;
import dev.slipway.line.http.Json;
import dev.slipway.line.identity.ServerAddress;
import dev.slipway.line.stub.Stub.Received;
import dev.slipway.line.stub.Stub.Reply;
import dev.slipway.line.stub.StubLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs of services: what gives a service workers of its own, and takes them away. */
class ServicesVerbsTest {
    private static final String PUT = "PUT /api/v1/services/shop/definition";
    private static final String YAML = "# ours\nservice: shop # the shop\nenvironments:\n  production: {workers: 2}\n";
    private static final String DEFINED = """
            {"service":"shop","version":3,"operation":"applied","yaml":"service: shop\\n",
            "definition":{"title":"Web shop"},"changes":["mail: none → true"],
            "appliedBy":"carol","appliedAt":"2026-11-27T04:00:00Z"}""";

    private static final Reply CHANGED = Reply.of(412, """
            {"type":"/docs/problems#precondition-failed",
            "detail":"The definition in force is version 4, by dave, not 3. Read it, then apply the change again."}""");

    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    private Called.From from() {
        return new Called.From(folder).at(ledger.uri());
    }

    private static String group(String environment, String state, String detail) {
        return """
                {"service":"shop","environment":"%s","group":"shop-%s","host":"shop","wantedVersion":1,"configurationVersion":4,"state":"%s",%s
                "workers":[%s]}""".formatted(
                environment,
                environment,
                state,
                detail.isEmpty() ? "" : "\"detail\":\"" + detail + "\",",
                state.equals("ready")
                        ? "{\"name\":\"shop-%s-1\",\"httpPort\":26000,\"managementPort\":26001}".formatted(environment)
                        : "");
    }

    private Called apply(String... more) throws IOException {
        Files.writeString(folder.resolve("shop.yml"), YAML);
        String[] words = new String[3 + more.length];
        System.arraycopy(new String[] {"services", "apply", "shop.yml"}, 0, words, 0, 3);
        System.arraycopy(more, 0, words, 3, more.length);
        return from().call(words);
    }

    @Test
    void appliesAFileAndFollowsWhatComesOfIt() throws IOException {
        ledger.groups(
                group("production", "waiting", ""),
                group("production", "making", "Creating the database"),
                group("production", "making", "Creating the database"),
                group("production", "ready", "") + "," + group("staging", "removed", ""));
        Called called = apply();
        assertThat(called.code()).as(called.err()).isZero();
        String url = "http://127.0.0.1:" + ledger.uri().getPort();
        assertThat(called.out())
                .isEqualTo("""
                          ✓ shop is defined, version 1:
                            environments.production: none → 2 workers
                          … production: waiting for the agent
                          … production: Creating the database
                          ✓ production: ready at %s on shop-production-1
                        """.formatted(ServerAddress.sibling(ledger.uri(), "shop")))
                .doesNotContain("nobody")
                .doesNotContain(url + "/mywebapp");
        Received put = ledger.received(PUT).get(0);
        assertThat(put.body()).isEqualTo(YAML);
        assertThat(put.headers()).containsEntry("Content-type", "application/yaml");
        assertThat(put.query()).isEmpty();
    }

    @Test
    void showsWhatWouldChange() throws IOException {
        Called called = apply("--dry-run");
        assertThat(called.code()).isZero();
        assertThat(called.out()).isEqualTo("  Would change of shop:\n    environments.production: none → 2 workers\n");
        assertThat(ledger.received(PUT).get(0).query()).containsEntry("dryRun", "true");
        assertThat(ledger.received("GET /api/v1/server-groups")).isEmpty();
    }

    @Test
    void doesNotWaitWhereItIsNotTo() throws IOException {
        assertThat(apply("--no-wait").code()).isZero();
        assertThat(ledger.received("GET /api/v1/server-groups")).isEmpty();
    }

    @Test
    void saysWhichCouldNotBeMade() throws IOException {
        ledger.groups(
                group("production", "ready", "") + "," + group("staging", "failed", "PostgreSQL does not answer"));
        Called called = apply();
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out()).contains("  ✗ staging: PostgreSQL does not answer\n");
        assertThat(called.err())
                .isEqualTo("slipway: shop's workers are not as defined: staging: PostgreSQL does not answer. It is"
                        + " retried. To follow it: slipway services show shop\n");
    }

    @Test
    void saysThatNobodyBegins() throws IOException {
        Files.writeString(folder.resolve("shop.yml"), YAML);
        ledger.groups(group("production", "waiting", ""));
        Called called = from().ticking(Duration.ofSeconds(20)).call("services", "apply", "shop.yml");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out()).containsOnlyOnce("no agent has claimed it for 30 s");
        assertThat(called.err()).startsWith("slipway: Nothing has happened for 10 min.");
    }

    @Test
    void saysEachMistakeWithItsLine() throws IOException {
        String mistake =
                "{\"field\":\"environments.production.memory\",\"detail\":\"line 4: must be from 128m to 8g\"}";
        String problem = "{\"type\":\"/docs/problems#invalid-definition\",\"detail\":\"%s\",\"errors\":[%s]}";
        ledger.first(
                PUT,
                Reply.of(
                        400,
                        problem.formatted("line 4: environments.production.memory must be from 128m to 8g.", mistake)),
                Reply.of(
                        400,
                        problem.formatted(
                                "There are 2 mistakes, the first in line 4.",
                                mistake + ",{\"field\":\"datbase\",\"detail\":\"line 5: is not known; database?\"}")));
        Called one = apply();
        assertThat(one.code()).isEqualTo(1);
        assertThat(one.err())
                .isEqualTo("slipway: line 4: environments.production.memory must be from 128m to 8g."
                        + " Refused by the ledger: the definition in shop.yml (status 400).\n");
        assertThat(apply().err()).isEqualTo("""
                        slipway: There are 2 mistakes, the first in line 4. Refused by the ledger: the definition in shop.yml (status 400).
                          environments.production.memory: line 4: must be from 128m to 8g
                          datbase: line 5: is not known; database?
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "title: shop\n", "  service: shop\n", "service: Shop\n", "service:\n"})
    void needsToKnowWhoseDefinitionItIs(String text) throws IOException {
        Files.writeString(folder.resolve("other.yml"), text);
        Called called = from().call("services", "apply", "other.yml");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err())
                .contains("does not say which service it defines. It needs a line such as: service: shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service: shop",
                "title: x\r\nservice: shop\r\n",
                "service: \"shop\"\n",
                "service:   'shop'  # x\n"
            })
    void findsWhoseDefinitionItIs(String text) throws IOException {
        Files.writeString(folder.resolve("other.yml"), text);
        assertThat(from().call("services", "apply", "other.yml", "--no-wait").code())
                .isZero();
        assertThat(ledger.received(PUT)).hasSize(1);
    }

    @Test
    void saysWhichFileItCannotRead() throws IOException {
        assertThat(from().call("services", "apply", "no.yml").err())
                .contains("There is no file")
                .contains("no.yml");
        Files.write(folder.resolve("latin.yml"), new byte[] {(byte) 0xe4});
        assertThat(from().call("services", "apply", "latin.yml").err()).contains("latin.yml is not UTF-8.");
    }

    @Test
    void addsWhatHasNoDefinition() {
        ledger.groups(group("production", "ready", ""));
        Called called = from().call("services", "add", "shop", "--database");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.received(PUT).get(0).body())
                .isEqualTo("service: shop\nenvironments:\n  production: {workers: 2}\ndatabase: true\n");
        assertThat(ledger.received(PUT).get(0).query()).containsEntry("baseVersion", "0");
        Called again = from().call("services", "add", "shop");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err())
                .contains("shop has a definition already, version 1.")
                .contains("slipway services apply shop.yml");
        assertThat(ledger.received(PUT)).hasSize(1);
    }

    @Test
    void addsToADefinitionWhatItDoesNotHave() {
        String yaml = "# ours\nservice: shop\nmessaging: {queues: [orders]}\nprobe: /health # fast\nenvironments:\n"
                + "  production: {workers: 2}\n";
        ledger.defined(Json.object()
                        .with("service", "shop")
                        .with("version", 3)
                        .with("yaml", yaml)
                        .with(
                                "definition",
                                Map.of("messaging", Map.of("queues", List.of("orders"), "topics", List.of())))
                        .toString())
                .groups(group("production", "ready", ""));
        Called called = from().call("services", "add", "shop", "--database=java:/A", "--topic", "prices");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.received(PUT).get(0).body())
                .isEqualTo(
                        "# ours\nservice: shop\nmessaging: {queues: [orders], topics: [prices]}\nprobe: /health # fast\n"
                                + "environments:\n  production: {workers: 2}\ndatabase: {jndi: [\"java:/A\"]}\n");
        for (String option : List.of("--memory=1g", "--title=Shop", "--environment=production=3", "--dry-run")) {
            Called refused = from().call("services", "add", "shop", option);
            assertThat(refused.err()).as(option).contains("shop has a definition already, version ");
        }
        assertThat(ledger.received(PUT)).hasSize(1);
    }

    /** Otherwise what they added would be gone. */
    @Test
    void addsToWhatSomebodyElseHasAppliedMeanwhile() {
        ledger.defined(DEFINED).groups(group("production", "ready", ""));
        ledger.first(PUT, CHANGED);
        Called called = from().call("services", "add", "shop", "--mail");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.received("GET /api/v1/services/shop/definition")).hasSize(2);
        assertThat(ledger.received(PUT))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.query()).containsEntry("baseVersion", "3"));
    }

    @Test
    void endsWhereSomebodyElseIsAlwaysFaster() {
        ledger.defined(DEFINED);
        ledger.first(PUT, CHANGED, CHANGED, CHANGED, CHANGED, CHANGED);
        Called called = from().call("services", "add", "shop", "--mail");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).startsWith("slipway: The definition in force is version 4, by dave, not 3.");
        assertThat(ledger.received(PUT)).hasSize(5);
    }

    @Test
    void addsAnEnvironmentToADefinition() {
        ledger.defined(Json.object()
                        .with("service", "shop")
                        .with("version", 3)
                        .with(
                                "yaml",
                                "service: shop\nenvironments:\n    production:\n        workers: 3\n\n# data\ndatabase: true\n")
                        .toString())
                .groups(group("production", "ready", ""));
        Called called = from().call("services", "add", "shop", "--environment", "staging", "--memory=384m");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.received(PUT).get(0).body())
                .isEqualTo("service: shop\nenvironments:\n    production:\n        workers: 3\n"
                        + "    staging: {workers: 1, memory: 384m}\n\n# data\ndatabase: true\n");
    }

    @Test
    void showsTheDefinitionThatItWouldAdd() {
        Called called = from().call("services", "add", "shop", "--dry-run");
        assertThat(called.code()).isZero();
        assertThat(called.out()).startsWith("service: shop\nenvironments:\n").contains("  Would change of shop:\n");
        assertThat(ledger.received(PUT).get(0).query()).containsEntry("dryRun", "true");
    }

    @Test
    void showsDefinitionAndWorkers() {
        ledger.defined(DEFINED).groups(group("production", "ready", "") + "," + group("staging", "making", "Starting"));
        Called called = from().call("services", "show", "shop");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).isEqualTo("""
                        shop: Web shop, version 3, applied by carol at 2026-11-27T04:00:00Z
                          production   ready    %s on shop-production-1
                                                configuration: version 4
                                                console: %s
                          staging      making   Starting
                                                configuration: version 4

                        service: shop
                        """.formatted(
                        ServerAddress.sibling(ledger.uri(), "shop"),
                        ServerAddress.sibling(ledger.uri(), "admin-shop-production-1")));
        assertThat(from().call("services", "show", "shop", "--yaml").out()).isEqualTo("service: shop\n");
        assertThat(from().call("services", "show", "shop", "--json").out())
                .contains("\"version\":3")
                .contains("\"groups\":[{");
    }

    @Test
    void showsNoTitleThatSaysNoMoreThanTheName() {
        ledger.defined(DEFINED.replace("Web shop", "Shop")).groups(group("production", "ready", ""));
        assertThat(from().call("services", "show", "shop").out()).startsWith("shop: version 3, applied by carol");
    }

    @Test
    void saysWhichWorkerDoesNotAnswer() {
        ledger.defined(DEFINED)
                .groups(group("production", "ready", "") + "," + group("staging", "ready", ""))
                .listing(
                        "worker-figures",
                        "{\"worker\":\"shop-production-1\",\"isAnswering\":false}",
                        "{\"worker\":\"shop-production-2\",\"isAnswering\":true}",
                        "{\"worker\":\"shop-staging-1\",\"environment\":\"staging\",\"isAnswering\":true,"
                                + "\"isServing\":false}");
        Called called = from().call("services", "show", "shop");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out())
                .contains("shop-production-1 does not answer; on the line's machine: ./slipway doctor\n")
                .contains("shop-staging-1 gets no requests: its application fails httpd's health check; its log:"
                        + " slipway logs shop --environment staging\n")
                .doesNotContain("shop-production-2 does not answer");
        assertThat(from().call("services", "show", "shop", "--json").out())
                .contains("\"silentWorkers\":[\"shop-production-1\"]")
                .contains("\"unwellWorkers\":[\"shop-staging-1\"]");
    }

    @Test
    void saysThatThereIsNoDefinition() {
        for (String verb : List.of("show", "history")) {
            Called called = from().call("services", verb, "shop");
            assertThat(called.code()).isEqualTo(1);
            assertThat(called.err())
                    .isEqualTo("slipway: shop has no definition. To give it one: slipway services add shop, or"
                            + " slipway services apply FILE\n");
        }
        assertThat(from().call("services", "remove", "shop").err())
                .contains("shop has no definition. Which services have one: slipway services");
    }

    @Test
    void listsItsVersions() {
        ledger.defined(DEFINED);
        assertThat(from().call("services", "history", "shop").out())
                .isEqualTo("    3  applied by carol at 2026-11-27T04:00:00Z\n         mail: none → true\n");
    }

    @Test
    void removesWorkersAndThenData() {
        ledger.defined(DEFINED)
                .groups(
                        group("production", "removing", "") + "," + group("staging", "removed", ""),
                        group("production", "removing", "Stopping") + "," + group("staging", "removed", ""),
                        "");
        Called called = from().call("services", "remove", "shop");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).isEqualTo("""
                            environments.production: 2 workers → none
                          … production: being removed
                          ✓ staging: removed
                          … production: Stopping
                          ✓ production: removed
                            Its data stay, if it has any. To drop them, too: slipway services remove shop --data
                        """);
        from().call("services", "remove", "shop", "--data", "--no-wait");
        assertThat(ledger.received("DELETE /api/v1/services/shop/definition"))
                .extracting(Received::query)
                .containsExactly(Map.of(), Map.of("data", "drop"));
    }

    @Test
    void dropsTheDataOfOneEnvironment() {
        ledger.defined(DEFINED).groups(group("production", "ready", "") + "," + group("staging", "removing", ""), "");
        assertThat(from().call("services", "remove", "shop", "--environment", "staging")
                        .err())
                .contains("--environment goes with --data");
        assertThat(ledger.received("DELETE /api/v1/services/shop/definition")).isEmpty();
        from().call("services", "remove", "shop", "--environment", "staging", "--data", "--no-wait");
        assertThat(ledger.received("DELETE /api/v1/services/shop/definition"))
                .extracting(Received::query)
                .containsExactly(Map.of("data", "drop-environment", "environment", "staging"));
    }

    /** It would pass over the environment, and drop production's data, too. */
    @Test
    void dropsNoDataOfOneEnvironmentOnALedgerOfThePreviousRelease() {
        ledger.defined(DEFINED).notKnowing("drop-environment");
        Called called = from().call("services", "remove", "shop", "--environment", "staging", "--data");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err())
                .contains("The ledger is older than this CLI, and cannot drop the data of one environment alone.");
    }

    @Test
    void listsHowTheWorkersAre() throws IOException {
        Wars.write(folder, "shop.war", "Open");
        from().call("release", "shop.war", "--service", "shop", "--version", "1");
        ledger.groups(group("production", "ready", "") + "," + group("staging", "making", ""));
        assertThat(from().call("services").out())
                .isEqualTo("  shop                     production: nothing deployed, staging: workers making\n");
    }
}
