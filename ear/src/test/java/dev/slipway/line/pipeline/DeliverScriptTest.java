package dev.slipway.line.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Beside;
import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handbook's script for any other CI: what it sends, how it ends, and that nobody sees its secret. */
@Beside
class DeliverScriptTest {
    private static final String DIGEST = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    @TempDir
    Path folder;

    @AutoClose
    private final LedgerStub ledger = new LedgerStub();

    @BeforeEach
    void build() throws IOException {
        Files.writeString(folder.resolve("shop.war"), "foo");
        Files.writeString(folder.resolve("TEST-shop.xml"), "<testsuite/>");
        Files.createDirectory(folder.resolve("bin"));
        for (String program : List.of("curl", "jq")) {
            Path script = folder.resolve("bin").resolve(program);
            Files.writeString(script, """
                    #!/bin/sh
                    printf '%%s\\n' "$*" >> '%s/arguments'
                    PATH=${PATH#*:} exec %s "$@"
                    """.formatted(folder, program));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void recordsUploadsAsksAndFollows() throws Exception {
        Outcome outcome = run("1.4.0");
        assertThat(outcome.said)
                .contains("worker-1: step 1", "worker-1: step 2", "shop 1.4.0 runs in production")
                .contains(ledger.url() + "/releases/?id=release-1");
        assertThat(outcome.code).isZero();
        assertThat(ledger.calls())
                .containsSubsequence(
                        "POST /realms/slipway/protocol/openid-connect/token",
                        "POST /api/v1/services",
                        "POST /api/v1/releases",
                        "POST /api/v1/releases/release-1/evidence",
                        "PUT /api/v1/archives/" + DIGEST,
                        "POST /api/v1/deployment-requests",
                        "GET /api/v1/deployment-requests/request-1/steps");
        assertThat(sent("services", "name", "title")).containsExactly("shop", "shop");
        assertThat(sent("releases", "service", "version", "artifactDigest", "commit"))
                .containsExactly("shop", "1.4.0", DIGEST, "714a629c");
        assertThat(sent("deployment-requests", "service", "version", "environment", "artifactDigest", "isForAgent"))
                .containsExactly("shop", "1.4.0", "production", DIGEST, "true");
        assertThat(LedgerStub.JSON
                        .readTree(ledger.body("/api/v1/deployment-requests"))
                        .fieldNames())
                .toIterable()
                .doesNotContain("contextRoot", "probePath");
        assertThat(ledger.body("/realms/slipway/protocol/openid-connect/token"))
                .isEqualTo("grant_type=client_credentials&client_id=pipeline-shop"
                        + "&client_secret=client-secret-0123456789%2B%26%25abcdef");
    }

    /** Four eyes knows the authors by them. The gate knows by its time what is older than the release that is live. */
    @Test
    void recordsTheCommitsSinceTheReleaseBefore() throws Exception {
        git("init", "--quiet");
        String first = commit("Open the shop", "alice@example.org");
        commit("Lower\tthe tax", "root@localhost");
        git(
                "-c",
                "user.name=Alice\tbob@example.org",
                "-c",
                "user.email=alice@example.org",
                "commit",
                "--quiet",
                "--allow-empty",
                "-m",
                "Show the sum\n\nCo-authored-by: Bob Baker <bob@example.org>\nCo-authored-by: Eve <eve@example.org>");
        String third = git("rev-parse", "HEAD");
        ledger.hasEarlier(first);
        Outcome outcome = run("1.4.0", "DELIVERY_COMMIT", third);
        assertThat(outcome.code).as(outcome.said).isZero();
        JsonNode release = LedgerStub.JSON.readTree(ledger.body("/api/v1/releases"));
        assertThat(release.path("commit").asText()).isEqualTo(third);
        assertThat(release.path("builtAt").asText()).isEqualTo("2026-11-20T07:30:00Z");
        assertThat(release.path("commits").findValuesAsText("title"))
                .containsExactly("Show the sum", "Show the sum", "Show the sum", "Lower the tax");
        assertThat(release.path("commits").findValuesAsText("sha").subList(0, 3))
                .containsOnly(third);
        assertThat(release.path("commits").findValuesAsText("author"))
                .as("a tab in a name makes no address of what follows it")
                .containsExactly("Alice bob@example.org", "Bob Baker", "Eve", "Alice Archer");
        assertThat(release.at("/commits/0/authorEmail").asText()).isEqualTo("alice@example.org");
        assertThat(release.at("/commits/1/authorEmail").asText()).isEqualTo("bob@example.org");
        assertThat(release.at("/commits/2/authorEmail").asText()).isEqualTo("eve@example.org");
        assertThat(release.at("/commits/3/authorEmail").isNull())
                .as("the ledger takes no such address")
                .isTrue();
    }

    @Test
    void recordsNoCommitsWhereGitDoesNotKnowTheReleaseBefore() throws Exception {
        ledger.hasEarlier("0".repeat(40));
        assertThat(run("1.4.0").code).isZero();
        assertThat(LedgerStub.JSON.readTree(ledger.body("/api/v1/releases")).has("commits"))
                .isFalse();
    }

    /** It was built before it is delivered. */
    @Test
    void takesTheArchivesTimeWhereGitDoesNotKnowTheCommit() throws Exception {
        Files.setLastModifiedTime(folder.resolve("shop.war"), FileTime.from(Instant.parse("2026-11-20T08:15:00Z")));
        for (String commit : List.of("714a629c", "")) {
            assertThat(run("1.4.0", "DELIVERY_COMMIT", commit).code).isZero();
            assertThat(sent("releases", "builtAt")).containsExactly("2026-11-20T08:15:00Z");
        }
    }

    /** It looks into no archive, unlike the CLI. */
    @Test
    void saysWhereANewServiceAnswers() throws Exception {
        assertThat(run("1.4.0", "DELIVERY_CONTEXT", "/shop", "DELIVERY_PROBE", "/shop/ready").code)
                .isZero();
        assertThat(sent("deployment-requests", "service", "contextRoot", "probePath"))
                .containsExactly("shop", "/shop", "/shop/ready");
    }

    @Test
    void attachesTheBillOfMaterials() throws Exception {
        String evidence = "/api/v1/releases/release-1/evidence";
        Files.writeString(folder.resolve("bom.json"), "{\"bomFormat\": \"CycloneDX\"}");
        assertThat(run("1.4.0", "DELIVERY_SBOM", "bom.json").code).isZero();
        assertThat(ledger.calls()).filteredOn(("POST " + evidence)::equals).hasSize(2);
        assertThat(ledger.body(evidence)).isEqualTo("{\"bomFormat\": \"CycloneDX\"}");
        assertThat(ledger.key(evidence)).startsWith("sbom-release-1-");
        assertThat(Files.readString(folder.resolve("arguments"))).contains("kind=sbom&name=bom.json");
    }

    private String commit(String title, String email) throws IOException, InterruptedException {
        git("-c", "user.email=" + email, "commit", "--quiet", "--allow-empty", "-m", title);
        return git("rev-parse", "HEAD");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Alice Archer", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_COMMITTER_DATE", "2026-11-20T08:30:00+01:00");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }

    @Test
    void takesAServiceThatThereIs() throws Exception {
        ledger.refuses("services", "service-exists");
        assertThat(run("1.4.0").code).isZero();
        assertThat(ledger.calls()).contains("POST /api/v1/releases");
    }

    @Test
    void takesNoOtherConflictForIt() throws Exception {
        ledger.refuses("services", "release-exists");
        Outcome outcome = run("1.4.0");
        assertThat(outcome.code).isEqualTo(1);
        assertThat(outcome.said).contains("409 to POST services: refused: release-exists");
        assertThat(ledger.calls()).doesNotContain("POST /api/v1/releases");
    }

    @Test
    void goesOnWithAReleaseThatIsOnRecord() throws Exception {
        ledger.hasRelease(DIGEST);
        assertThat(run("1.4.0").code).isZero();
        assertThat(ledger.calls()).doesNotContain("POST /api/v1/services", "POST /api/v1/releases");
    }

    /** The first run may have ended between the two, or with tests that failed. */
    @Test
    void attachesTheTestsToAReleaseThatIsOnRecord() throws Exception {
        String evidence = "/api/v1/releases/release-1/evidence";
        ledger.hasRelease(DIGEST);
        assertThat(run("1.4.0").code).isZero();
        assertThat(ledger.body(evidence)).isEqualTo("<testsuite/>");
        String key = ledger.key(evidence);
        Files.writeString(folder.resolve("TEST-shop.xml"), "<testsuite></testsuite>");
        assertThat(run("1.4.0").code).isZero();
        assertThat(ledger.body(evidence)).isEqualTo("<testsuite></testsuite>");
        assertThat(ledger.key(evidence)).startsWith("tests-release-1-").isNotEqualTo(key);
    }

    @Test
    void takesTestsThatAreAttached() throws Exception {
        ledger.hasRelease(DIGEST);
        ledger.refuses("releases/release-1/evidence", "evidence-exists");
        assertThat(run("1.4.0").code).isZero();
        assertThat(ledger.calls()).contains("POST /api/v1/deployment-requests");
    }

    @Test
    void putsNoOtherArchiveUnderAVersion() throws Exception {
        ledger.hasRelease("sha256:" + "0".repeat(64));
        Outcome outcome = run("1.4.0");
        assertThat(outcome.code).isEqualTo(1);
        assertThat(outcome.said).contains("on record with another archive");
        assertThat(ledger.calls()).doesNotContain("POST /api/v1/deployment-requests");
    }

    @Test
    void endsWith1WhenItFails() throws Exception {
        ledger.goesThrough(
                "{\"outcome\": \"failed\", \"failure\": \"no.such.Listener\"}", "allowed", "running", "done");
        Outcome outcome = run("1.4.0");
        assertThat(outcome.code).isEqualTo(1);
        assertThat(outcome.said).contains("no.such.Listener");
    }

    @Test
    void endsWith3WhenTheGateRefuses() throws Exception {
        ledger.goesThrough("{\"reasons\": [{\"detail\": \"the tests failed\"}]}", "refused");
        Outcome outcome = run("1.4.0");
        assertThat(outcome.code).isEqualTo(3);
        assertThat(outcome.said).contains("the tests failed");
    }

    @Test
    void endsWith4WhenApprovalsAreMissing() throws Exception {
        ledger.goesThrough("{\"reasons\": [{\"detail\": \"0 of 1 approval given\"}]}", "waiting");
        Outcome outcome = run("1.4.0");
        assertThat(outcome.code).isEqualTo(4);
        assertThat(outcome.said).contains("0 of 1 approval given", "deploys by itself");
    }

    @Test
    void endsWith3WhenSomebodyWithdrawsIt() throws Exception {
        ledger.goesThrough("{\"reasons\": [{\"detail\": \"alice withdrew it.\"}]}", "waiting", "withdrawn");
        Outcome outcome = run("1.4.0", "DELIVERY_WAIT", "60");
        assertThat(outcome.code).isEqualTo(3);
        assertThat(outcome.said).contains("The request was withdrawn: alice withdrew it.");
    }

    @Test
    void doesNotWaitForeverForTheAgent() throws Exception {
        ledger.goesThrough("{}", "allowed");
        hurry();
        Outcome outcome = run("1.4.0");
        assertThat(outcome.code).as(outcome.said).isEqualTo(1);
        assertThat(outcome.said).contains("agent has not begun");
    }

    /** The ten minutes are the agent's, and it may not begin while the request waits. */
    @Test
    void countsTheAgentsTimeAnewAfterAWait() throws Exception {
        ledger.goesThrough("{\"outcome\": \"succeeded\"}", "allowed", "waiting", "allowed", "running", "done");
        hurry();
        Outcome outcome = run("1.4.0", "DELIVERY_WAIT", "86400");
        assertThat(outcome.code).as(outcome.said).isZero();
    }

    /** From now on each look at the clock is five minutes later. */
    private void hurry() throws IOException {
        Path clock = folder.resolve("bin/date");
        Files.writeString(clock, """
                #!/bin/sh
                if [ "$1" = +%%s ]; then
                  printf x >>'%1$s/looks'
                  exec expr "$(wc -c <'%1$s/looks')" '*' 300
                fi
                PATH=${PATH#*:} exec date "$@"
                """.formatted(folder));
        Files.setPosixFilePermissions(clock, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void waitsForApprovalsAsLongAsItIsTold() throws Exception {
        ledger.goesThrough("{\"outcome\": \"succeeded\"}", "waiting", "waiting", "allowed", "running", "done");
        assertThat(run("1.4.0", "DELIVERY_WAIT", "60").code).isZero();
    }

    @Test
    void saysWhatTheLedgerSays() throws Exception {
        ledger.give("/api/v1/cli", "{\"issuer\": \"" + ledger.url() + "/nowhere\"}");
        ledger.give("/nowhere/protocol/openid-connect/token", "{\"error_description\": \"Invalid client\"}");
        Outcome outcome = run("1.4.0");
        assertThat(outcome.code).isEqualTo(1);
        assertThat(outcome.said).contains("Keycloak gives no token: Invalid client");
    }

    private List<String> sent(String path, String... members) throws IOException {
        JsonNode body = LedgerStub.JSON.readTree(ledger.body("/api/v1/" + path));
        return Arrays.stream(members).map(member -> body.path(member).asText()).toList();
    }

    /** Runs it, and looks for the secret and the token in what it said, in what others could have seen, and in what is left. */
    private Outcome run(String version, String... environment) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(
                        Line.checkout()
                                .resolve("web-static/src/docs/examples/deliver")
                                .toString(),
                        "shop.war",
                        "shop",
                        version)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Map<String, String> variables = process.environment();
        // The tests may be a pipeline's job themselves.
        variables.keySet().removeIf(name -> name.startsWith("SLIPWAY_") || name.startsWith("DELIVERY_"));
        variables.put("PATH", folder.resolve("bin") + ":" + variables.get("PATH"));
        variables.put("TMPDIR", temporary.toString());
        variables.put("SLIPWAY_LEDGER_URL", ledger.url());
        variables.put("SLIPWAY_CLIENT_SECRET", LedgerStub.SECRET);
        variables.put("DELIVERY_COMMIT", "714a629c");
        variables.put("DELIVERY_TESTS", "TEST-shop.xml");
        variables.put("no_proxy", "127.0.0.1");
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        Process started = process.start();
        started.getOutputStream().close();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Outcome outcome = new Outcome(started.waitFor(), said);
        List<String> secrets = List.of(LedgerStub.SECRET, LedgerStub.TOKEN);
        assertThat(Files.readString(folder.resolve("arguments"))).doesNotContain(secrets);
        assertThat(said).doesNotContain(secrets);
        assertThat(temporary).isEmptyDirectory();
        return outcome;
    }

    private record Outcome(int code, String said) {}
}
