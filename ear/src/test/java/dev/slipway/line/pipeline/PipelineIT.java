package dev.slipway.line.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Beside;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import dev.slipway.line.Reloads;
import dev.slipway.line.Scratch;
import dev.slipway.line.api.Requests;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What each failure of a pipeline leaves behind, and what a pipeline waits for. Each run looks for secrets in what was said. */
@Beside
@Order(Order.DEFAULT - 2)
@ResourceLock(Forge.LOCK)
class PipelineIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @AutoClose
    static final Forge FORGE = new Forge();

    private static final Caller PIPELINE = Caller.pipeline();
    private static final Caller ADMIN = REALM.client("admin");
    private static final Caller APPROVER = Caller.onThePages(REALM.person("approver"));

    private static final String PRODUCTION = "production";

    /** The other environment whose workers this line makes. No other test changes its rules, and none of these those of production. */
    private static final String STAGING = "it-staging";

    private static final String SERVICE = SCRATCH.name();
    private static final String OTHER = SCRATCH.name();

    /** The services that are to be taken off the line again. */
    private static final List<String> MADE = new ArrayList<>();

    /** What the first run puts there, and what is to be there still after each that failed. */
    private static Kiosk kiosk;

    /** Whether the kiosk has a worker in staging, too. */
    private static boolean isInStaging;

    @BeforeAll
    static void deliver() {
        MADE.add(SERVICE);
        kiosk = Reloads.make(() -> new Kiosk(FORGE, SERVICE, PRODUCTION));
        kiosk.project("open").push("Open the kiosk").isGreen("build", "test", "record", "deploy");
        assertThat(kiosk.page()).isEqualTo(kiosk.service() + ": open");
    }

    @AfterAll
    static void remove() {
        Reloads.during(() -> MADE.forEach(Kiosk::remove));
    }

    @Test
    void leavesWhatRunsWhenATestFails() {
        List<String> before = kiosk.deployments();
        String page = kiosk.page();
        kiosk.project("half open")
                .write(
                        "report.xml",
                        "<testsuite name='kiosk'><testcase name='opens'><failure message='stuck'/></testcase></testsuite>")
                .replace(".gitlab-ci.yml", "TEST-kiosk.xml", "TEST-kiosk.xml && exit 1")
                .push("Open it half")
                .isRed("test", "build", "record");
        assertThat(kiosk.page()).isEqualTo(page);
        assertThat(kiosk.deployments()).isEqualTo(before);
        JsonNode evidence = evidence();
        assertThat(evidence.findValuesAsText("kind")).containsExactlyInAnyOrder("tests", "sbom");
        assertThat(evidence.findValuesAsText("verdict")).contains("failed");
    }

    /** GitLab starts the job that records all the same, which then says that there is nothing; gitlab-ci-local does not. */
    @Test
    @Tag("long")
    void recordsNothingWhenTheBuildFails() {
        List<String> before = kiosk.deployments();
        String release = newestRelease();
        kiosk.project("without a roof")
                .replace(".gitlab-ci.yml", "cp built.war", "cp unbuilt.war")
                .push("Build it without a roof")
                .isRed("build");
        assertThat(newestRelease()).isEqualTo(release);
        assertThat(kiosk.deployments()).isEqualTo(before);
    }

    @Test
    @Tag("long")
    void leavesWhatRunsWhenTheGateRefuses() {
        String environment = environment(Requests.policy(0, true, "attestation"));
        List<String> before = kiosk.deployments();
        into(environment, kiosk.project("without papers"))
                .push("Open it without papers")
                .isRed("deploy", "build", "test", "record");
        assertThat(kiosk.deployments()).isEqualTo(before);
        assertThat(reasons(request(environment))).containsExactly("evidence-missing");
    }

    @Test
    @Tag("long")
    void leavesWhatRunsWhenAnApproverRefuses() {
        String environment = environment(Requests.policy(1, true));
        List<String> before = kiosk.deployments();
        Run run = into(environment, kiosk.project("at night"), "wait: 10m")
                .push("Open it at night")
                .says("waits to enter " + environment);
        decide(request(environment), "refused");
        run.isRed("deploy", "build", "test", "record");
        assertThat(run.output()).contains("refused: “Not at night”");
        assertThat(kiosk.deployments()).isEqualTo(before);
    }

    @Test
    @Tag("long")
    void goesOnWhenAnApproverAgrees() {
        staging(Requests.policy(1, true));
        Run run = into(STAGING, kiosk.project("with a new door"), "wait: 10m")
                .push("Give it a new door")
                .says("waits to enter " + STAGING);
        assertThat(kiosk.pageIn(STAGING)).doesNotContain("new door");
        decide(request(STAGING), "approved");
        run.isGreen("build", "test", "record", "deploy");
        assertThat(kiosk.pageIn(STAGING)).isEqualTo(kiosk.service() + ": with a new door");
        assertThat(request(STAGING).path("state").asText()).isEqualTo("done");
    }

    /** No job waits for the approver: the line has the archive and the request, and goes on by itself. The job then finds it done. */
    @Test
    @Tag("long")
    void isDeployedByTheLineWhenThePipelineIsOver() {
        staging(Requests.policy(1, true));
        Project project = into(STAGING, kiosk.project("with a new roof"));
        List<String> before = kiosk.deployments();
        project.push("Give it a new roof").isOrange("deploy", "build", "test", "record");
        assertThat(request(STAGING).path("state").asText()).isEqualTo("waiting");
        assertThat(kiosk.pageIn(STAGING)).doesNotContain("new roof");
        assertThat(kiosk.deployments()).isEqualTo(before);
        decide(request(STAGING), "approved");
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(kiosk.pageIn(STAGING)).isEqualTo(kiosk.service() + ": with a new roof");
            assertThat(kiosk.deployments().get(0)).isNotIn(before).endsWith(" succeeded");
        });
        List<String> deployed = kiosk.deployments();
        String digest =
                newest("deployments", kiosk.service()).path("artifactDigest").asText();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> PIPELINE.get("/api/v1/workers?limit=100")
                        .expect(200)
                        .findValuesAsText("artifactDigest")
                        .contains(digest));
        Run again = again(project, "deploy");
        again.isGreen("deploy");
        assertThat(again.output()).contains("is live in " + STAGING + " already.");
        assertThat(kiosk.deployments()).isEqualTo(deployed);
    }

    /** Here somebody has changed the digest's file as well; the ledger knows better. */
    @Test
    void deploysNoOtherArchiveThanTheRecordedOne() {
        List<String> before = kiosk.deployments();
        String page = kiosk.page();
        Project project = kiosk.project("unchanged");
        project.replace(".gitlab-ci.yml", "include:", """
                tamper:
                  stage: test
                  needs: [record]
                  script:
                    - cd ../../artifacts/build
                    - printf x >> target/%1$s.war
                    - sha256sum target/%1$s.war > .delivery/SHA256SUMS
                include:""".formatted(kiosk.service()));
        Run run = project.push("Change the archive after the record");
        run.isRed("deploy", "build", "test", "record", "tamper");
        assertThat(run.output()).contains("on record with another archive");
        assertThat(kiosk.deployments()).isEqualTo(before);
        assertThat(kiosk.page()).isEqualTo(page);
    }

    @Test
    @Tag("long")
    void putsBackWhatRanWhenTheArchiveDoesNotStart() {
        String page = kiosk.page();
        String live = live();
        Run run = kiosk.failing().push("Listen to nobody");
        run.isRed("deploy", "build", "test", "record");
        assertThat(run.output()).contains("no.such.Listener");
        assertThat(kiosk.page()).isEqualTo(page);
        assertThat(live()).isEqualTo(live);
        assertThat(outcomes()).contains("failed");
    }

    @Test
    void putsBackWhatRanWhenItDoesNotBecomeReady() {
        String page = kiosk.page();
        String live = live();
        kiosk.project("for nobody")
                .replace(
                        ".gitlab-ci.yml", "      service:", "      probe: /ready\n      probe_wait: 3s\n      service:")
                .push("Be ready for nobody")
                .isRed("deploy", "build", "test", "record");
        assertThat(kiosk.page()).isEqualTo(page);
        assertThat(live()).isEqualTo(live);
    }

    /** It runs, and is not to be found by those who come in. */
    @Test
    @Tag("long")
    void putsBackWhatRanWhenItDoesNotAnswerThroughHttpd() {
        String page = kiosk.page();
        String live = live();
        FORGE.know("nowhere");
        kiosk.project("out of sight")
                .replace(
                        ".gitlab-ci.yml", "      service:", "      host: nowhere\n      probe_wait: 5s\n      service:")
                .push("Be out of sight")
                .isRed("deploy", "build", "test", "record");
        assertThat(kiosk.page()).isEqualTo(page);
        assertThat(live()).isEqualTo(live);
    }

    @Test
    @Tag("long")
    void deploysOneAfterTheOther() {
        staging(Requests.policy(0, true));
        MADE.add(OTHER);
        Kiosk other = Reloads.make(() -> new Kiosk(FORGE, OTHER, STAGING));
        String lock = PIPELINE.post(
                        "/api/v1/locks", Map.of("environment", STAGING, "reason", "tests two at once", "seconds", 180))
                .expect(201)
                .path("id")
                .asText();
        Run first = into(STAGING, kiosk.project("first of two")).push("Be first of two");
        Run second = into(STAGING, other.project("second of two")).push("Be second of two");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Stream.of(kiosk.service(), OTHER)
                        .allMatch(service -> newest("deployment-requests", service)
                                .path("state")
                                .asText()
                                .equals("allowed")));
        assertThat(PIPELINE.send("DELETE", "/api/v1/locks/" + lock, BodyPublishers.noBody())
                        .status())
                .isEqualTo(204);
        first.isGreen("build", "test", "record", "deploy");
        second.isGreen("build", "test", "record", "deploy");
        JsonNode one = newest("deployments", kiosk.service());
        JsonNode two = newest("deployments", OTHER);
        assertThat(time(one, "finishedAt").isBefore(time(two, "startedAt"))
                        || time(two, "finishedAt").isBefore(time(one, "startedAt")))
                .as("%s%n%s", one, two)
                .isTrue();
    }

    /** What the team's own look does not like stays in staging; what it likes goes on, the very same archive. */
    @Test
    @Tag("long")
    void goesOnFromStagingWhenItIsWell() {
        staging(Requests.policy(0, true));
        String page = kiosk.page();
        String live = live();
        String inputs = "      staging: " + STAGING + "\n"
                + "      verify: curl -fsS --cacert \"$SLIPWAY_CA\" \"$SLIPWAY_SERVICE_URL\" | grep \"in two steps\"\n"
                + "      service:";
        kiosk.project("in one step")
                .replace(".gitlab-ci.yml", "      service:", inputs)
                .push("Open it in one step")
                .isRed("verify", "build", "test", "record", "staging");
        assertThat(kiosk.page()).isEqualTo(page);
        assertThat(live()).isEqualTo(live);
        Project project = kiosk.project("in two steps").replace(".gitlab-ci.yml", "      service:", inputs);
        project.push("Open it in two steps").isGreen("build", "test", "record", "staging", "verify", "production");
        assertThat(kiosk.page()).isEqualTo(kiosk.service() + ": in two steps");
        JsonNode promoted = newest("deployments", kiosk.service());
        assertThat(promoted.path("environment").asText()).isEqualTo(PRODUCTION);
        assertThat(promoted.path("promotedFrom").asText()).isEqualTo(STAGING);
        Run again = again(project, "production");
        again.isGreen("production");
        assertThat(again.output()).contains("is live in production already.");
        assertThat(newest("deployments", kiosk.service())).isEqualTo(promoted);
    }

    /** By hand, as a job does it; and the jobs' secrets are in none of the line's own logs. */
    @Test
    void goesBackByHand() {
        String page = kiosk.page();
        Project project = kiosk.project("by mistake");
        project.push("Open it by mistake").isGreen("build", "test", "record", "deploy");
        again(project, "rollback").isGreen("rollback");
        assertThat(kiosk.page()).isEqualTo(page);
        assertThat(Secrets.inLogs()).isEmpty();
    }

    /** One job of the pipeline that ran last. */
    private static Run again(Project project, String job) {
        return project.start("gitlab-ci-local", "--force-shell-executor", "--shell-isolation", job);
    }

    /** The project, which delivers into another environment than production. */
    private static Project into(String environment, Project project, String... inputs) {
        String more = Stream.concat(Stream.of("environment: " + environment), Stream.of(inputs))
                .map(input -> "      " + input + "\n")
                .collect(Collectors.joining());
        return project.replace(".gitlab-ci.yml", "      service:", more + "      service:");
    }

    /** An environment of its own, in which nothing is ever deployed. */
    private static String environment(Map<String, Object> policy) {
        String name = SCRATCH.name();
        environment(name, policy);
        define(", " + name + ": ");
        return name;
    }

    /** Gives staging its rules, and the kiosk a worker there, where it has none. */
    private static void staging(Map<String, Object> policy) {
        environment(STAGING, policy);
        if (!isInStaging) {
            isInStaging = true;
            Reloads.during(() -> {
                define("");
                kiosk.awaitIn(STAGING);
            });
        }
    }

    /** Defines the kiosk with the workers that it has, and with these environments. */
    private static void define(String more) {
        String staging = isInStaging ? ", " + STAGING + ": {workers: 1}" : "";
        PIPELINE.send(
                        "PUT",
                        "/api/v1/services/" + kiosk.service() + "/definition",
                        BodyPublishers.ofString("service: %s\nenvironments: {%s: {workers: 1}%s%s}\n"
                                .formatted(kiosk.service(), PRODUCTION, staging, more)),
                        "Content-Type",
                        "application/yaml")
                .expect(200);
    }

    /** Gives an environment its rules, and makes it where there is none. */
    private static void environment(String name, Map<String, Object> policy) {
        assertThat(ADMIN.post("/api/v1/environments", Map.of("name", name, "title", "Test " + name, "rank", 50))
                        .status())
                .isIn(201, 409);
        String path = "/api/v1/environments/" + name + "/policy";
        ADMIN.put(path, policy, "If-Match", ADMIN.get(path).header("ETag")).expect(200);
    }

    private static void decide(JsonNode request, String verdict) {
        APPROVER.post(
                        "/api/v1/approvals",
                        Map.of(
                                "service", kiosk.service(),
                                "version", request.path("version").asText(),
                                "environment", request.path("environment").asText(),
                                "verdict", verdict,
                                "comment", "Not at night"))
                .expect(201);
    }

    /** The newest request for the kiosk in an environment. */
    private static JsonNode request(String environment) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> PIPELINE.get("/api/v1/deployment-requests?service=" + kiosk.service() + "&environment="
                                        + environment)
                                .expect(200)
                                .path("items")
                                .path(0),
                        JsonNode::isObject);
    }

    private static List<String> reasons(JsonNode request) {
        return request.path("reasons").findValuesAsText("code");
    }

    /** That of the newest release. */
    private static JsonNode evidence() {
        return PIPELINE.get("/api/v1/releases/" + newestRelease() + "/evidence")
                .expect(200)
                .path("items");
    }

    private static String newestRelease() {
        return newest("releases", kiosk.service()).path("id").asText();
    }

    private static JsonNode newest(String what, String service) {
        return PIPELINE.get("/api/v1/" + what + "?service=" + service)
                .expect(200)
                .path("items")
                .path(0);
    }

    private static List<String> outcomes() {
        return PIPELINE.get("/api/v1/deployments?limit=3&service=" + kiosk.service())
                .items("outcome");
    }

    /** The digest of what the ledger says is live. */
    private static String live() {
        return String.join(
                " ",
                PIPELINE.get("/api/v1/deployments?live=true&environment=" + PRODUCTION + "&service=" + kiosk.service())
                        .items("artifactDigest"));
    }

    private static Instant time(JsonNode deployment, String member) {
        return Instant.parse(deployment.path(member).asText());
    }
}
