package dev.slipway.line.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Digest;
import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The template as a text: what it asks of those who include it, and how its jobs get the CLI. */
class TemplateTest {
    private static final Path FILE = Line.checkout().resolve(".gitlab/delivery.yml");
    private static final String PREFIX = "$[[ inputs.job_prefix ]]";
    private static final String CLI = "a jar, as it were\n";

    @TempDir
    Path folder;

    @AutoClose
    private final LedgerStub ledger = new LedgerStub();

    private JsonNode inputs;
    private JsonNode jobs;

    @BeforeEach
    void read() throws IOException {
        // Jackson knows no anchors.
        List<JsonNode> documents = new ArrayList<>();
        new Yaml()
                .loadAll(Files.readString(FILE))
                .forEach(document -> documents.add(new ObjectMapper().valueToTree(document)));
        inputs = documents.get(0).at("/spec/inputs");
        jobs = documents.get(1);
        ledger.give("/cli/slipway.jar", CLI);
        ledger.give("/cli/slipway.jar.sha256", hex(CLI) + "  slipway.jar\n");
    }

    /** What the team writes there may have quotation marks, which no rule could have in it. */
    @Test
    void putsNoCommandIntoARule() {
        assertThat(jobs.findValues("rules"))
                .isNotEmpty()
                .allSatisfy(rules -> assertThat(rules.toString()).doesNotContain("inputs.verify", "inputs.test"));
    }

    /** A pipeline that does not have a stage is refused as a whole, even where nothing is to run in it. */
    @Test
    void hasNoStageThatItDidNotHave() {
        assertThat(jobs.findValuesAsText("stage"))
                .containsOnly("$[[ inputs.build_stage ]]", "$[[ inputs.test_stage ]]", "$[[ inputs.deploy_stage ]]");
    }

    /** The very same steps, wherever they go; and the very same archive goes on. */
    @Test
    void deploysToStagingAsToProduction() {
        JsonNode staging = jobs.path(PREFIX + "staging");
        assertThat(staging.path("script"))
                .isEqualTo(jobs.path(PREFIX + "deploy").path("script"));
        assertThat(staging.at("/variables/DELIVERY_ENVIRONMENT").asText()).isEqualTo("$[[ inputs.staging ]]");
        JsonNode production = jobs.path(PREFIX + "production").path("script");
        assertThat(production.get(0).asText())
                .startsWith("slipway promote ")
                .contains("--version \"$DELIVERY_VERSION\"");
        assertThat(production.get(1))
                .isEqualTo(staging.path("script").get(staging.path("script").size() - 1));
    }

    /** By hand or after a probe that failed, and run again or not: what is live instead of this pipeline's release stays. */
    @Test
    void rollsBackItsOwnReleaseAlone() {
        List<String> rollbacks = Stream.of("deploy", "staging", "production", "rollback")
                .flatMap(name -> jobs.path(PREFIX + name).path("script").valueStream())
                .map(JsonNode::asText)
                .filter(line -> line.contains("slipway rollback "))
                .toList();
        assertThat(rollbacks).hasSize(4).allSatisfy(line -> assertThat(line).contains("--from \"$DELIVERY_VERSION\""));
    }

    /** Where another release is live, a rollback by hand fails, and the pipeline is as it was. */
    @Test
    void letsARollbackByHandFail() {
        assertThat(jobs.path(PREFIX + "rollback").at("/rules/0/when").asText()).isEqualTo("manual");
        assertThat(jobs.path(PREFIX + "rollback").at("/rules/0/allow_failure").asBoolean())
                .isTrue();
    }

    /** GitLab would record a deployment of the very commit that is taken back, and its hook would confirm one. */
    @Test
    void deploysNothingToGitlabWhereItRollsBack() {
        assertThat(jobs.path(PREFIX + "rollback").at("/environment/action").asText())
                .isEqualTo("prepare");
        assertThat(Stream.of("deploy", "staging", "production").map(name -> jobs.path(PREFIX + name)))
                .allSatisfy(
                        job -> assertThat(job.path("environment").has("action")).isFalse());
    }

    /** What a pipeline has in its default would have a broken release deployed and rolled back three times. */
    @Test
    void deploysAgainOnlyWhereTheRunnerFailed() {
        assertThat(jobs.at("/." + PREFIX + "delivery-by-slipway/retry/when")
                        .valueStream()
                        .map(JsonNode::asText))
                .containsExactly("runner_system_failure", "stuck_or_timeout_failure");
        assertThat(Stream.of("deploy", "staging", "production", "rollback").map(name -> jobs.path(PREFIX + name)))
                .noneMatch(job -> job.has("retry"));
    }

    /** Only what is not healthy; 1 is also what an earlier CLI says where it cannot tell. */
    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, false", "5, false"})
    void rollsBackWhatIsNotHealthy(int probe, boolean isRolledBack) throws Exception {
        build("");
        for (String job : List.of("deploy", "staging", "production")) {
            Outcome outcome = script(job, Map.of("DELIVERY_ENVIRONMENT", "production", "PROBE", String.valueOf(probe)));
            assertThat(outcome.code).as(outcome.said).isEqualTo(probe);
            assertThat(outcome.said.contains(
                            "slipway rollback --service shop --environment production --from 7-714a629c"))
                    .as(outcome.said)
                    .isEqualTo(isRolledBack);
        }
    }

    /** Also where the rollback itself waits for approvals, with the code that is only a warning after a deployment. */
    @Test
    void failsWhereTheReleaseIsNotHealthy() throws Exception {
        build("");
        Outcome outcome = script("deploy", Map.of("DELIVERY_ENVIRONMENT", "production", "PROBE", "1", "ROLLBACK", "4"));
        assertThat(outcome.code).as(outcome.said).isEqualTo(1);
    }

    /** Each pipeline makes a version of its own, which would replace the very same bytes on all workers. */
    @Test
    void deliversNothingOnASchedule() {
        assertThat(Stream.of("record", "deploy", "staging", "verify", "production", "rollback")
                        .map(name -> jobs.path(PREFIX + name).path("rules").findValuesAsText("if")))
                .allSatisfy(rules -> assertThat(rules)
                        .singleElement()
                        .asString()
                        .contains("$CI_PIPELINE_SOURCE != \"schedule\" && "));
    }

    /** Nothing is deployed there, so that no line would ever start from them. */
    @Test
    void makesNoImagesOnASchedule() throws IOException {
        JsonNode own = own();
        for (String job : List.of("images", "latest")) {
            assertThat(own.path(job).path("extends").asText()).isEqualTo(".images");
            assertThat(own.path(job).has("rules")).isFalse();
        }
        assertThat(own.path(".images").path("rules").findValuesAsText("if"))
                .singleElement()
                .asString()
                .startsWith("$CI_PIPELINE_SOURCE != \"schedule\" && ");
    }

    /** A line can start from any of them, by its version. */
    @Test
    void makesImagesOfWhatHasPassedTheTests() throws IOException {
        assertThat(own().at("/images/needs"))
                .extracting(need -> need.path("job").asText(need.asText()))
                .containsExactly("build", "test");
    }

    /** Neither stages nor a workflow nor defaults: what includes it stays as it was, and may include it twice. */
    @Test
    void hasNothingButJobsAtTheTop() {
        assertThat(jobs.properties()).allSatisfy(job -> {
            assertThat(job.getKey()).matches("\\.?\\Q" + PREFIX + "\\E[a-z-]+");
            assertThat(job.getValue().path("script").isArray())
                    .isEqualTo(!job.getKey().startsWith("."));
        });
    }

    @Test
    void needsTheServiceAndItsArchiveAlone() {
        assertThat(inputs.properties())
                .filteredOn(input -> !input.getValue().has("default"))
                .extracting(Map.Entry::getKey)
                .containsExactly("service", "artifact");
    }

    /** One for Keycloak, which takes a token for one audience only, and one for the ledger. */
    @Test
    void givesAnIdTokenToWhateverCallsSlipway() {
        List<JsonNode> callers = Stream.of("record", "deploy", "staging", "production", "rollback")
                .map(name -> jobs.path(PREFIX + name))
                .toList();
        assertThat(jobs)
                .filteredOn(job -> job.path("script").toString().contains("slipway "))
                .containsAll(callers)
                .hasSize(callers.size());
        assertThat(callers)
                .allSatisfy(job ->
                        assertThat(job.path("extends").asText()).isEqualTo("." + PREFIX + "delivery-by-slipway"));
        JsonNode tokens = jobs.path("." + PREFIX + "delivery-by-slipway").path("id_tokens");
        assertThat(tokens.at("/SLIPWAY_ID_TOKEN/aud").asText()).isEqualTo("$[[ inputs.issuer ]]");
        for (String token : List.of("SLIPWAY_JOB_TOKEN", "SLIPWAY_ROLLBACK_TOKEN")) {
            assertThat(tokens.at("/" + token + "/aud").asText()).isEqualTo("$[[ inputs.ledger ]]");
        }
        assertThat(jobs.path(PREFIX + "deploy").path("script").toString())
                .as("each request takes a token of its own")
                .contains("SLIPWAY_JOB_TOKEN=\\\"${SLIPWAY_ROLLBACK_TOKEN:-}\\\" slipway rollback");
    }

    @Test
    void recordsTheTestsThatEnded() throws Exception {
        build("");
        Outcome tested = script("test", Map.of("$[[ inputs.test ]]", "true"));
        assertThat(tested.code).as(tested.said).isZero();
        Outcome recorded = script("record", Map.of());
        assertThat(recorded.code).as(recorded.said).isZero();
        assertThat(recorded.said).contains("--tests .delivery/job.xml --tests **/target/*-reports/TEST-*.xml");
        assertThat(folder.resolve(".delivery/job.xml")).hasContent("<testsuite name=\"test\"/>");
    }

    /** The name of no report at all would have GitLab keep the whole project's folder. */
    @Test
    void recordsAProjectWithoutTests() throws Exception {
        assertThat("").doesNotMatch(inputs.at("/junit/regex").asText());
        build("");
        assertThat(script("test", Map.of("$[[ inputs.test ]]", "true")).code).isZero();
        Outcome recorded = script("record", Map.of("$[[ inputs.junit ]]", ".delivery/job.xml"));
        assertThat(recorded.code).as(recorded.said).isZero();
        assertThat(folder.resolve(".delivery/job.xml")).hasContent("<testsuite name=\"test\"/>");
    }

    /** As where a module's tests do not compile, or the job takes too long: all that was tested until then may have passed. */
    @Test
    void recordsThatTheTestsDidNotEnd() throws Exception {
        build("");
        assertThat(script("test", Map.of("$[[ inputs.test ]]", "false")).code).isEqualTo(1);
        Outcome recorded = script("record", Map.of("CI_PIPELINE_URL", "https://git.example.org/7"));
        assertThat(recorded.code).as(recorded.said).isZero();
        assertThat(folder.resolve(".delivery/job.xml"))
                .content()
                .contains("<failure message=\"It failed, or it did not end: https://git.example.org/7\"/>");
    }

    /** After a retry of the build GitLab runs it again only by hand: green, it would let the deployment on without what it records. */
    @Test
    void failsWhereNothingWasBuilt() throws Exception {
        Outcome recorded = script("record", Map.of());
        assertThat(recorded.code).as(recorded.said).isEqualTo(1);
        assertThat(recorded.said)
                .isEqualTo("Nothing was built, so there is nothing to record."
                        + " When the build has passed, run this job again.\n");
    }

    /** Somebody has changed it since. */
    @Test
    void recordsNoOtherArchiveThanTheTestedOne() throws Exception {
        build("");
        Files.writeString(folder.resolve("shop.war"), "x", StandardOpenOption.APPEND);
        Outcome recorded = script("record", Map.of());
        assertThat(recorded.code).as(recorded.said).isEqualTo(1);
        assertThat(recorded.said).doesNotContain("slipway release ");
    }

    /** Four eyes knows the authors by the commits. The CLI may be of an earlier release. */
    @ParameterizedTest
    @CsvSource({"'', false, false", "--commit=SHA, true, false", "--commit=SHA --unless-live, true, true"})
    void deploysWithTheCommitWhereTheCliTakesOne(String help, boolean hasCommit, boolean isUnlessLive)
            throws Exception {
        build("");
        for (String job : List.of("deploy", "staging")) {
            assertThat(jobs.path(PREFIX + job).at("/variables/GIT_DEPTH").asText())
                    .isEqualTo("0");
            Outcome outcome = script(job, Map.of("DELIVERY_ENVIRONMENT", "production", "HELP", help));
            assertThat(outcome.code).as(outcome.said).isZero();
            assertThat(outcome.said)
                    .contains("slipway deploy shop.war --service shop --version 7-714a629c --environment production "
                            + (hasCommit ? "--commit 714a629c " : "")
                            + (isUnlessLive ? "--unless-live " : "")
                            + "--wait ");
        }
    }

    @Test
    void recordsWhatItIsMadeOf() throws Exception {
        build("echo '{}' >\"$DELIVERY_SBOM\"");
        assertThat(script("record", Map.of("DELIVERY_MAKES_SBOM", "echo")).said)
                .endsWith(" --sbom .delivery/bom.json\n");
    }

    /** The gate asks for a bill of materials where the policy does. */
    @Test
    void recordsWithoutABillOfMaterials() throws Exception {
        build("");
        Outcome recorded = script("record", Map.of("DELIVERY_MAKES_SBOM", ""));
        assertThat(recorded.code).as(recorded.said).isZero();
        assertThat(recorded.said).contains("slipway release ").doesNotContain("--sbom");
    }

    /** Such as one with the time of the build in it. */
    @Test
    void saysThatTheTestsBuiltAnotherArchive() throws Exception {
        build("");
        Outcome tested = script("test", Map.of("$[[ inputs.test ]]", "printf y >>shop.war"));
        assertThat(tested.code).as(tested.said).isEqualTo(1);
        assertThat(tested.said).contains("The tests built shop.war again", "not reproducible");
        assertThat(folder.resolve(".delivery/job.xml")).doesNotExist();
    }

    /** As with mvn clean test. */
    @Test
    void saysThatTheTestsRemovedTheArchive() throws Exception {
        build("");
        Outcome tested = script("test", Map.of("$[[ inputs.test ]]", "rm shop.war"));
        assertThat(tested.code).as(tested.said).isEqualTo(1);
        assertThat(tested.said).contains("The tests removed shop.war: ").doesNotContain("not reproducible");
        assertThat(folder.resolve(".delivery/job.xml")).doesNotExist();
    }

    /** The test's commands run in the same shell as those after them. */
    @Test
    void findsTheArchiveAfterTestsInAnotherFolder() throws Exception {
        build("");
        Outcome tested = script("test", Map.of("$[[ inputs.test ]]", "mkdir -p web && cd web"));
        assertThat(tested.code).as(tested.said).isZero();
        assertThat(folder.resolve(".delivery/job.xml")).exists();
    }

    @Test
    void findsTheArchiveAfterABuildInAnotherFolder() throws Exception {
        Outcome built = script(
                "build",
                Map.of(
                        "$[[ inputs.build ]]",
                        "printf x >shop.war && mkdir -p web && cd web",
                        "$[[ inputs.sbom ]]",
                        ""));
        assertThat(built.code).as(built.said).isZero();
        assertThat(folder.resolve(".delivery/SHA256SUMS")).exists();
    }

    /** As Maven names it by default. */
    @ParameterizedTest
    @CsvSource({"target/shop-1.0.war, target/shop.war", "shop-1.0.ear, shop.ear", "target/classes, target/shop.war"})
    void saysThatTheArchiveHasAnotherName(String built, String artifact) throws Exception {
        Outcome outcome = script(
                "build",
                Map.of(
                        "$[[ inputs.build ]]",
                        "mkdir -p target && printf x >" + built,
                        "$[[ inputs.sbom ]]",
                        "true",
                        "DELIVERY_ARTIFACT",
                        artifact));
        assertThat(outcome.code).as(outcome.said).isEqualTo(1);
        assertThat(outcome.said)
                .startsWith("The build made no " + artifact + ". ")
                .contains("<finalName>shop</finalName>")
                .endsWith(" These are there:\n" + (built.endsWith("ar") ? built + "\n" : ""));
    }

    /** For the CLI to say that it is missing. */
    @Test
    void leavesOutNoBillOfMaterialsThatWasToBeMade() throws Exception {
        build("");
        assertThat(script("record", Map.of("DELIVERY_MAKES_SBOM", "true")).said)
                .endsWith(" --sbom .delivery/bom.json\n");
    }

    private void build(String sbom) throws IOException, InterruptedException {
        Outcome built =
                script("build", Map.of("$[[ inputs.build ]]", "printf x >shop.war", "$[[ inputs.sbom ]]", sbom));
        assertThat(built.code).as(built.said).isZero();
    }

    /** No password of a server or the balancer, and nothing that is on the line's own machine. */
    @Test
    void knowsNothingOfTheLineButTheLedger() throws IOException {
        assertThat(Files.readString(FILE))
                .doesNotContainPattern(
                        "(?i)password|balancer|SLIPWAY_(STATE|DOMAIN|HTTPS_PORT|WORKERS|LINE_IMAGE)|\\btags:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    void fetchesTheCli(String shell) throws Exception {
        Outcome outcome = fetch(shell, Map.of());
        assertThat(outcome.said).contains("client=pipeline-shop", "ledger=" + ledger.url() + " ");
        assertThat(outcome.code).isZero();
        assertThat(folder.resolve(".delivery/slipway.jar")).hasContent(CLI);
        assertThat(ledger.calls()).containsExactly("GET /cli/slipway.jar", "GET /cli/slipway.jar.sha256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "java"})
    void saysWhichProgramTheImageDoesNotHave(String missing) throws Exception {
        Outcome outcome = run("bash", "command() { [ \"$2\" != '" + missing + "' ]; }\n" + fetching(), Map.of());
        assertThat(outcome.code).as(outcome.said).isEqualTo(2);
        assertThat(outcome.said)
                .contains("There is no " + missing
                        + " in this image: the input cli_image names one with a JDK, curl and Git.");
        assertThat(ledger.calls()).isEmpty();
    }

    /** A release would go on record without its commits, and four eyes know no author of it. */
    @ParameterizedTest
    @ValueSource(strings = {"record", "deploy", "staging"})
    void needsGitWhereTheCommitsAreRecorded(String job) throws Exception {
        build("");
        Outcome outcome =
                script(job, Map.of("DELIVERY_ENVIRONMENT", "production", "HELP", "--commit=SHA", "MISSING", "git"));
        assertThat(outcome.code).as(outcome.said).isEqualTo(2);
        assertThat(outcome.said)
                .contains("There is no git in this image: the input cli_image names one with a JDK, curl and Git.")
                .doesNotContain("slipway release ", "slipway deploy ");
    }

    /** Nothing else is to be in the way of a rollback. */
    @Test
    void needsNoGitForTheRest() throws Exception {
        Outcome fetched = run("bash", "command() { [ \"$2\" != git ]; }\n" + fetching(), Map.of());
        assertThat(fetched.code).as(fetched.said).isZero();
        build("");
        for (String job : List.of("rollback", "production", "deploy")) {
            Outcome outcome = script(job, Map.of("DELIVERY_ENVIRONMENT", "production", "MISSING", "git"));
            assertThat(outcome.code).as(outcome.said).isZero();
        }
    }

    @Test
    void takesTheOneThatIsPinned() throws Exception {
        assertThat(fetch("bash", Map.of("SLIPWAY_CLI_DIGEST", "sha256:" + hex(CLI))).code)
                .isZero();
    }

    @Test
    void takesNoOtherThanTheOneThatIsPinned() throws Exception {
        Outcome outcome = fetch("bash", Map.of("SLIPWAY_CLI_DIGEST", "sha256:" + hex("another")));
        assertThat(outcome.code).isEqualTo(2);
        assertThat(outcome.said).contains("SLIPWAY_CLI_DIGEST");
    }

    @Test
    void takesNoneWithAnotherDigest() throws Exception {
        ledger.give("/cli/slipway.jar.sha256", hex("another"));
        Outcome outcome = fetch("bash", Map.of());
        assertThat(outcome.code).isEqualTo(2);
        assertThat(outcome.said).contains("not what its digest there says");
    }

    @Test
    void saysThatNobodySaidWhereTheLedgerIs() throws Exception {
        Outcome outcome = fetch("bash", Map.of("DELIVERY_LEDGER", ""));
        assertThat(outcome.code).isEqualTo(2);
        assertThat(outcome.said).contains("SLIPWAY_LEDGER_URL");
    }

    /** The line's own GitLab sets that variable also where the line's certificate comes from a public CA. */
    @Test
    void trustsTheLinesAuthorityBesideThoseOfTheImage() throws Exception {
        String own = Files.readString(Path.of("/etc/ssl/certs/ca-certificates.crt"));
        Path authority = Files.writeString(folder.resolve("line.pem"), "the line's\n");
        // By xtrace, it says how curl is called.
        Outcome outcome = fetch("bash", Map.of("SLIPWAY_CA", authority.toString(), "SHELLOPTS", "xtrace"));
        assertThat(outcome.code).as(outcome.said).isZero();
        assertThat(outcome.said).contains(" --cacert .delivery/ca.pem " + ledger.url() + "/cli/slipway.jar\n");
        assertThat(folder.resolve(".delivery/ca.pem")).content().isEqualTo(own + "the line's\n");
    }

    /** GitLab makes an ID token in any case, also where the line knows nothing of this GitLab. */
    @Test
    void prefersASecretToAnIdToken() throws Exception {
        assertThat(fetch("bash", Map.of("SLIPWAY_ID_TOKEN", "ey", "SLIPWAY_CLIENT_SECRET", "s")).said)
                .contains("token=none");
        assertThat(fetch("bash", Map.of("SLIPWAY_ID_TOKEN", "ey")).said).contains("token=ey");
    }

    /** The JVM would read an argument such as a title by the image's locale, which is POSIX in many. */
    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    void callsTheCliInALocaleOfUtf8(String shell) throws Exception {
        Outcome called = run(
                shell,
                fetching() + "\njava() { echo \"locale=$LC_ALL\"; }\nslipway release shop.war --title Sale",
                Map.of("LC_ALL", "POSIX"));
        assertThat(called.said).endsWith("locale=C.UTF-8\n");
    }

    /** The image or the project may name one in JAVA_TOOL_OPTIONS: with two, a JVM does not start. */
    @Test
    void callsTheCliWithoutACollectorOfItsOwn() throws Exception {
        Outcome called = run("bash", fetching() + "\njava() { echo \"called: $*\"; }\nslipway whoami", Map.of());
        assertThat(called.said).endsWith("called: -XX:TieredStopAtLevel=1 -jar .delivery/slipway.jar whoami\n");
    }

    private String fetching() {
        return jobs.path("." + PREFIX + "delivery-by-slipway")
                .at("/before_script/0")
                .asText()
                .replace("$[[ inputs.service ]]", "shop");
    }

    /** The jobs of Slipway's own pipeline. */
    private static JsonNode own() throws IOException {
        return new ObjectMapper()
                .valueToTree(new Yaml().load(Files.readString(Line.checkout().resolve(".gitlab-ci.yml"))));
    }

    private Outcome fetch(String shell, Map<String, String> environment) throws IOException, InterruptedException {
        return run(
                shell,
                fetching()
                        + "\necho \"client=$SLIPWAY_CLIENT ledger=$SLIPWAY_LEDGER_URL token=${SLIPWAY_ID_TOKEN:-none}\"",
                environment);
    }

    /**
     * Runs a job's script; slipway only says how it was called, and HELP for its help, and ends as PROBE and ROLLBACK say. The image lacks the
     * program MISSING.
     */
    private Outcome script(String job, Map<String, String> values) throws IOException, InterruptedException {
        Map<String, String> inputs = new HashMap<>(Map.of("$[[ inputs.service ]]", "shop"));
        Map<String, String> variables = new HashMap<>(Map.of(
                "DELIVERY_ARTIFACT", "shop.war",
                "DELIVERY_VERSION", "7-714a629c",
                "DELIVERY_SBOM", ".delivery/bom.json",
                "DELIVERY_MAKES_SBOM", "",
                "DELIVERY_TITLE", "",
                "CI_COMMIT_SHA", "714a629c",
                "CI_PROJECT_URL", "https://git.example.org/shop",
                "CI_PIPELINE_URL", "https://git.example.org/shop/1"));
        values.forEach((name, value) -> (name.startsWith("$") ? inputs : variables).put(name, value));
        inputs.putIfAbsent(
                "$[[ inputs.junit ]]", this.inputs.at("/junit/default").asText());
        StringBuilder script = new StringBuilder("""
                slipway() {
                  if [ "${2:-}" = --help ]; then echo "${HELP:-}"; return; fi
                  echo "slipway $*"
                  case $1 in
                    probe) return "${PROBE:-0}" ;;
                    rollback) return "${ROLLBACK:-0}" ;;
                  esac
                }
                command() { [ "$2" != "${MISSING:-}" ]; }
                """);
        fetching()
                .lines()
                .filter(line -> line.startsWith("stop()") || line.startsWith("need()"))
                .forEach(line -> script.append(line).append('\n'));
        jobs.path(PREFIX + job)
                .path("script")
                .forEach(line -> script.append(line.asText()).append('\n'));
        String filled = script.toString();
        for (Map.Entry<String, String> input : inputs.entrySet()) {
            filled = filled.replace(input.getKey(), input.getValue());
        }
        return run("bash", filled, variables);
    }

    private Outcome run(String shell, String script, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(shell, "-euc", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        Map<String, String> variables = new HashMap<>(
                Map.of("DELIVERY_LEDGER", ledger.url() + "/", "DELIVERY_CLIENT", "", "no_proxy", "127.0.0.1"));
        variables.putAll(environment);
        process.environment().keySet().removeIf(name -> name.startsWith("SLIPWAY_"));
        process.environment().putAll(variables);
        Process started = process.start();
        started.getOutputStream().close();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(started.waitFor(), said);
    }

    /** The digits of its digest alone, as in a file of sha256sum. */
    private static String hex(String content) {
        return Digest.of(content.getBytes(StandardCharsets.UTF_8)).substring("sha256:".length());
    }

    private record Outcome(int code, String said) {}
}
