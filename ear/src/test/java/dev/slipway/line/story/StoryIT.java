package dev.slipway.line.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.browser.Chromium;
import dev.slipway.line.browser.Visitor;
import dev.slipway.line.canary.Canary;
import dev.slipway.line.canary.ProcessWatch;
import dev.slipway.line.pipeline.Forge;
import dev.slipway.line.pipeline.Run;
import dev.slipway.line.service.Calls;
import dev.slipway.line.service.Team;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The whole way of a team's releases, one after the other: a push, staging, a smoke test, the soak time, an approver, production;
 * a configuration that is bad and one that is good; and back. From the first promotion on, people call the application all the
 * time, and none of them notices. Ann is on the team and writes its commits, Ben approves.
 */
@Isolated
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Chromium.class)
class StoryIT {
    private static final String PRODUCTION = "production";

    /** The other environment whose workers this line makes. */
    private static final String STAGING = "it-staging";

    private static final int PER_SECOND = 100;

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @AutoClose
    static final Forge FORGE = new Forge();

    private static final Canary STAGED = new Canary();
    private static final Canary SECRET = new Canary();
    private static final Canary REPLACEMENT = new Canary();

    @AutoClose
    static final ProcessWatch PROCESSES = new ProcessWatch(STAGED, SECRET, REPLACEMENT);

    @TempDir
    static Path folder;

    private static final String SERVICE = SCRATCH.name();
    private static final Caller ADMIN = REALM.client("viewer", "admin", "deployer");
    private static final Realm.Person ANN = REALM.person("viewer", "approver");
    private static final Realm.Person BEN = REALM.person("viewer", "approver");
    private static final Records RECORDS = new Records(ADMIN, SERVICE);
    private static final Product PRODUCT = new Product(FORGE, SERVICE, STAGING, ANN);
    private static final Map<String, Object> RULES_BEFORE = new LinkedHashMap<>();

    /** Everything that the commands said. */
    private static final List<String> SAID = new ArrayList<>();

    @AutoClose
    static final Feed FEED = new Feed(REALM.client("viewer"));

    private static Team team;
    private static Team ann;

    @BeforeAll
    static void begin() {
        team = new Team(ADMIN, SERVICE, folder);
        ann = new Team(Caller.person(ANN), SERVICE, folder);
        ADMIN.post("/api/v1/environments", Map.of("name", STAGING, "title", "Test " + STAGING, "rank", 50));
        rule(STAGING, Map.of());
        team.apply("""
                service: %s
                title: Shop
                environments:
                  %s: {workers: 1}
                  production: {workers: 2}
                database: true
                """.formatted(SERVICE, STAGING)).expectSuccess();
        FORGE.know(SERVICE);
        FORGE.know(SERVICE + "-" + STAGING);
        FORGE.giveCredential(SERVICE);
        REALM.admin().join(ANN, "/services/" + SERVICE + "/deployers");
    }

    @AfterAll
    static void end() {
        rule(PRODUCTION, RULES_BEFORE);
        if (!RECORDS.items("server-groups?service=" + SERVICE).isEmpty()) {
            team.remove();
        }
    }

    @Test
    @Order(1)
    void goesFromAPushToProductionAndBack(Visitor visitor) throws Exception {
        givesItsSecretsBeforeAnythingRuns();
        opensTheShop();
        asksForSoakTimeAndAnotherPerson();
        keepsOutOfProductionWhatTheSmokeTestDoesNotLike();
        Run run = waitsUntilTheSoakTimeIsOver();
        countsNoApprovalOfWhoWroteIt();
        try (Calls calls = new Calls(team, PER_SECOND, "/", "/told?name=GREETING")) {
            letsItInWhenSomebodyElseApproves(visitor, run);
            putsBackAConfigurationThatIsBad();
            takesAConfigurationThatIsGood();
            promotesTheNextReleaseFromALaptop();
            changesItsConfigurationAndItsSecret();
            goesBackToTheArchiveAndTheConfigurationOfThatTime();
            calls.close();
            System.out.println(calls);
            assertThat(calls.failures()).as(calls.toString()).isEmpty();
            assertThat(calls.count()).isGreaterThan(PER_SECOND * 60);
        }
        new Account(RECORDS, STAGING, ANN, PRODUCT).isWhole(FEED.lines());
        showsAllThatToAnApprover(visitor);
    }

    /** All the way, and when the service is gone. */
    @Test
    @Order(2)
    void keepsItsSecrets(Visitor visitor) throws Exception {
        Leaks leaks = new Leaks(RECORDS, List.of(STAGED, SECRET, REPLACEMENT), STAGING);
        assertAll(
                () -> leaks.areInNoText("what the commands said", SAID),
                () -> leaks.areInNoText("the events", FEED.lines()),
                () -> leaks.areInNoFile(Map.of(STAGED, STAGING, SECRET, PRODUCTION)),
                leaks::areInNoDatabase,
                () -> leaks.areInNoProcess(PROCESSES),
                () -> leaks.areInNoAnswer(REALM),
                () -> leaks.areInNoCommand(ADMIN),
                () -> leaks.areOnNoPage(visitor, REALM),
                leaks::areInNoManagement);
        team.command("services", "remove", SERVICE).expectSuccess();
        leaks.areInNoFile(Map.of());
        team.remove();
        assertThat(Line.running().state().resolve("httpd/fronts").resolve(SERVICE))
                .doesNotExist();
        leaks.areInNoDumpThatIsKept();
    }

    private static void givesItsSecretsBeforeAnythingRuns() {
        setSecret(STAGED, STAGING).expectSuccess();
        setSecret(SECRET, PRODUCTION).expectSuccess();
    }

    private static void opensTheShop() {
        PRODUCT.push("Open since today", "Open the shop")
                .isGreen("build", "test", "record", "staging", "verify", "production");
        assertThat(page()).isEqualTo(SERVICE + ": Open since today");
        assertThat(told("API_KEY")).isEqualTo(SECRET.secret());
    }

    private static void asksForSoakTimeAndAnotherPerson() {
        RULES_BEFORE.putAll(rules(PRODUCTION));
        rule(PRODUCTION, Map.of("promotesFrom", STAGING, "soak", "PT1M", "approvals", 1, "isFourEyes", true));
    }

    private static void keepsOutOfProductionWhatTheSmokeTestDoesNotLike() {
        JsonNode live = RECORDS.live(PRODUCTION);
        PRODUCT.push("Closed", "Close the shop").isRed("verify", "build", "test", "record", "staging");
        assertThat(RECORDS.live(STAGING).path("artifactDigest").asText()).isEqualTo(PRODUCT.digest());
        assertThat(RECORDS.live(PRODUCTION)).isEqualTo(live);
        assertThat(RECORDS.deployments(PRODUCTION)).hasSize(1);
        assertThat(RECORDS.items("deployment-requests?service=" + SERVICE + "&environment=" + PRODUCTION))
                .hasSize(1);
        assertThat(page()).isEqualTo(SERVICE + ": Open since today");
    }

    private static Run waitsUntilTheSoakTimeIsOver() {
        Run run = PRODUCT.push("Open again", "Open the shop again").says("waits to enter " + PRODUCTION);
        JsonNode request = RECORDS.waiting(PRODUCTION);
        assertThat(request.path("reasons").findValuesAsText("code")).containsExactly("soaking", "approval-missing");
        assertThat(request.at("/reasons/0/detail").asText())
                .matches(request.path("version").asText() + " must run in " + STAGING + " for 1 min, and has since .*"
                        + "\\. Wait until \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\\.");
        assertThat(run.output()).contains(request.at("/reasons/0/detail").asText());
        assertThat(page()).isEqualTo(SERVICE + ": Open since today");
        return run;
    }

    private static void countsNoApprovalOfWhoWroteIt() {
        JsonNode refusal = Caller.onThePages(ANN)
                .post("/api/v1/approvals", Records.verdict(RECORDS.waiting(PRODUCTION), "Mine"))
                .expectProblem(409, "four-eyes");
        assertThat(refusal.path("detail").asText()).contains(ANN.name() + " wrote commit");
    }

    private static void letsItInWhenSomebodyElseApproves(Visitor visitor, Run run) {
        String version = RECORDS.waiting(PRODUCTION).path("version").asText();
        Page board = Board.open(visitor, BEN, SERVICE);
        Board.approve(visitor, board, version, "Seen in staging.");
        run.isGreen("build", "test", "record", "staging", "verify", "production");
        Board.sees(board, version + " runs in " + PRODUCTION);
        assertThat(page()).isEqualTo(SERVICE + ": Open again");
        for (String environment : List.of(STAGING, PRODUCTION)) {
            assertThat(RECORDS.live(environment).path("artifactDigest").asText())
                    .isEqualTo(PRODUCT.digest());
        }
    }

    private static void putsBackAConfigurationThatIsBad() {
        Command.Result set = config("set", SERVICE, "FAIL=yes", "--reason", "Try it");
        assertThat(set.code()).isEqualTo(1);
        assertThat(set.output())
                .anyMatch(line -> line.contains("FAIL says yes"))
                .anyMatch(line -> line.contains("All workers are rolled back"));
        assertThat(told("FAIL")).isEqualTo("null");
        assertThat(told("API_KEY")).isEqualTo(SECRET.secret());
    }

    private static void takesAConfigurationThatIsGood() {
        config("set", SERVICE, "GREETING=hello", "--reason", "Be polite").expectSuccess();
        assertThat(told("GREETING")).isEqualTo("hello");
        assertThat(page()).isEqualTo(SERVICE + ": Open again");
    }

    /** By her own hand all the way; so it is her request that nobody but somebody else can approve. */
    private static void promotesTheNextReleaseFromALaptop() {
        Path file = folder.resolve("next.war");
        PRODUCT.archive("Open at night").as(ZipExporter.class).exportTo(file.toFile());
        byAnn("deploy", file.toString(), "--service", SERVICE, "--version", "9.0", "--environment", STAGING)
                .expectSuccess();
        CompletableFuture<Void> approval = CompletableFuture.runAsync(() -> {
            JsonNode request = RECORDS.waiting(PRODUCTION);
            JsonNode refusal = Caller.onThePages(ANN)
                    .post("/api/v1/approvals", Records.verdict(request, "I asked for it"))
                    .expectProblem(409, "four-eyes");
            assertThat(refusal.path("detail").asText()).contains(ANN.name());
            Caller.onThePages(BEN)
                    .post("/api/v1/approvals", Records.verdict(request, "At night, too."))
                    .expect(201);
        });
        Command.Result promoted =
                byAnn("promote", SERVICE, "--to", PRODUCTION, "--wait", "5m", "--comment", "At night");
        promoted.expectSuccess();
        approval.join();
        assertThat(promoted.output())
                .anyMatch(line -> line.contains("Wait until"))
                .anyMatch(line -> line.contains("Approved by " + BEN.name()));
        assertThat(page()).isEqualTo(SERVICE + ": Open at night");
        assertThat(told("GREETING")).isEqualTo("hello");
    }

    private static void changesItsConfigurationAndItsSecret() {
        config("set", SERVICE, "GREETING=good night").expectSuccess();
        setSecret(REPLACEMENT, PRODUCTION).expectSuccess();
        assertThat(told("GREETING")).isEqualTo("good night");
        assertThat(told("API_KEY")).isEqualTo(REPLACEMENT.secret());
    }

    private static void goesBackToTheArchiveAndTheConfigurationOfThatTime() {
        byAnn("rollback", "--service", SERVICE).expectSuccess();
        assertThat(page()).isEqualTo(SERVICE + ": Open again");
        assertThat(told("GREETING")).isEqualTo("hello");
        assertThat(told("API_KEY")).isEqualTo(SECRET.secret());
        assertThat(RECORDS.live(PRODUCTION).path("artifactDigest").asText()).isEqualTo(PRODUCT.digest());
    }

    private static void showsAllThatToAnApprover(Visitor visitor) {
        Page page = Board.open(visitor, BEN, SERVICE);
        Board.showsARollback(visitor, page, RECORDS.live(PRODUCTION), "9.0");
    }

    private static Command.Result setSecret(Canary secret, String environment) {
        Path file = folder.resolve("secret");
        try {
            Files.writeString(file, secret.secret() + "\n");
            Command.Result set =
                    ann.given(file, "config", "set", SERVICE, "--secret", "API_KEY", "--environment", environment);
            SAID.addAll(set.output());
            Files.delete(file);
            return set;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Command.Result config(String... words) {
        List<String> all = new ArrayList<>(List.of("config"));
        all.addAll(List.of(words));
        return byAnn(all.toArray(String[]::new));
    }

    private static Command.Result byAnn(String... words) {
        Command.Result result = ann.command(words);
        SAID.addAll(result.output());
        return result;
    }

    private static String page() {
        return team.get("/").body();
    }

    /** What the application is told, and finds as its process has it. */
    private static String told(String name) {
        String told = team.get("/told?name=" + name).body();
        String value = told.substring(0, told.length() / 2);
        assertThat(told).isEqualTo(value + "|" + value);
        return value;
    }

    private static Map<String, Object> rules(String environment) {
        JsonNode policy =
                ADMIN.get("/api/v1/environments/" + environment + "/policy").expect(200);
        List<String> evidence = new ArrayList<>();
        policy.path("requiredEvidence").forEach(kind -> evidence.add(kind.asText()));
        return Map.of(
                "requiredEvidence", evidence,
                "approvals", policy.path("approvals").asInt(),
                "isFourEyes", policy.path("isFourEyes").asBoolean());
    }

    /** Puts these rules in force; what they do not say is left open. */
    private static void rule(String environment, Map<String, ?> rules) {
        String path = "/api/v1/environments/" + environment + "/policy";
        Map<String, Object> all = new LinkedHashMap<>(
                Map.of("requiredEvidence", List.of(), "approvals", 0, "isFourEyes", true, "freezes", List.of()));
        all.putAll(rules);
        ADMIN.put(path, all, "If-Match", ADMIN.get(path).header("ETag")).expect(200);
    }
}
