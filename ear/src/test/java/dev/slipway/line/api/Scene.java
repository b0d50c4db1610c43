package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Digest;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A service, an environment of its own with a policy, and the people who work on them, who work on those of the class's other scenes, too. */
final class Scene {
    static final String PASSED = "<testsuite name='a'><testcase name='x' time='0.1'/></testsuite>";
    static final String FAILED =
            "<testsuite name='a'><testcase name='x'><failure message='no'>why</failure></testcase></testsuite>";

    final Caller admin;
    final Caller deployer;
    final Caller approver;
    final String service;
    final String environment;

    Scene(Realm realm, Scratch scratch) {
        this(realm, scratch, 50);
    }

    /** With an environment of this rank. */
    Scene(Realm realm, Scratch scratch, int rank) {
        this(scratch, rank, role -> realm.shared(role), realm.sharedPerson("approver"));
    }

    /** With people whom no other scene has, for who changes their accounts or what the line remembers of them. */
    static Scene own(Realm realm, Scratch scratch) {
        return own(realm, scratch, 50);
    }

    /** The same, with an environment of this rank. */
    static Scene own(Realm realm, Scratch scratch, int rank) {
        return new Scene(scratch, rank, role -> realm.client(role), Caller.onThePages(realm.person("approver")));
    }

    private Scene(Scratch scratch, int rank, Function<String, Caller> clients, Caller approver) {
        admin = clients.apply("admin");
        deployer = clients.apply("deployer");
        this.approver = approver;
        service = scratch.service(deployer);
        environment = scratch.name();
        admin.post("/api/v1/environments", Requests.with(Requests.environment(environment), "rank", rank))
                .expect(201);
    }

    /** An agent, which works in its environment. */
    TestAgent agent(Realm realm) {
        return new TestAgent(realm, service, environment);
    }

    /** Records a release. */
    JsonNode release(String version) {
        return deployer.post("/api/v1/releases", Requests.release(service, version))
                .expect(201);
    }

    /** Records a release of bytes of its own, and has them kept. */
    JsonNode keptRelease(String version) {
        byte[] bytes = (service + " " + version + " " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        JsonNode release = deployer.post(
                        "/api/v1/releases",
                        Requests.with(Requests.release(service, version), "artifactDigest", Digest.of(bytes)))
                .expect(201);
        assertThat(keep(deployer, release, bytes).status()).isEqualTo(201);
        return release;
    }

    /** Has a release's bytes kept. */
    static Answer keep(Caller caller, JsonNode release, byte[] bytes) {
        return caller.send(
                "PUT",
                "/api/v1/archives/" + release.path("artifactDigest").asText(),
                BodyPublishers.ofByteArray(bytes),
                "Content-Type",
                "application/octet-stream");
    }

    /** A deployment that is asked for, for the agent to carry out. */
    Map<String, Object> agentRequest(String version) {
        return Requests.with(Requests.with(request(version), "channel", null), "isForAgent", true);
    }

    /** Adds evidence to a release. */
    Answer evidence(JsonNode release, String name, String file) {
        return deployer.send("POST", evidencePath(release, name), BodyPublishers.ofString(file));
    }

    /** The same of a large file. */
    Answer evidence(JsonNode release, String name, Path file) {
        return deployer.upload("POST", evidencePath(release, name), file);
    }

    private static String evidencePath(JsonNode release, String name) {
        return "/api/v1/releases/" + release.path("id").asText() + "/evidence?name="
                + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    String policyPath() {
        return "/api/v1/environments/" + environment + "/policy";
    }

    /** Puts a policy in force. */
    JsonNode policy(Map<String, Object> policy) {
        return admin.put(
                        policyPath(),
                        policy,
                        "If-Match",
                        admin.get(policyPath()).header("ETag"))
                .expect(200);
    }

    /** Asks the gate. */
    JsonNode gate(String version, String more) {
        return deployer.get("/api/v1/gate?service=" + service + "&version=" + version + "&environment=" + environment
                        + more)
                .expect(200);
    }

    /** What an approver says. */
    Map<String, Object> approval(String version, String verdict) {
        return Requests.approval(service, version, environment, verdict);
    }

    /** A deployment that is asked for. */
    Map<String, Object> request(String version) {
        return Requests.deploymentRequest(service, version, environment);
    }

    /** The codes of a gate's or a request's reasons. */
    static List<String> codes(JsonNode answer) {
        return answer.path("reasons").findValuesAsText("code");
    }

    /** Calls many times at once. */
    static List<Answer> atOnce(int times, IntFunction<CompletableFuture<Answer>> call) {
        List<CompletableFuture<Answer>> answers =
                IntStream.range(0, times).mapToObj(call).toList();
        return answers.stream().map(Caller::join).toList();
    }
}
