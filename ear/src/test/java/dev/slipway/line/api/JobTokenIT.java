package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.GitlabIssuer;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pipeline says by GitLab's word who ran it, and that one approves nothing of it. The ledger remembers by which names it knew that one. */
@InTurn
class JobTokenIT {
    private static final String PATH = "/api/v1/deployment-requests";
    private static final String SYNCS = "/api/v1/syncs";
    private static final String HEADER = "X-Job-Token";

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @SuppressWarnings("NullAway.Init") // only where the line looks for one on this machine
    private static GitlabIssuer gitlab;

    @BeforeAll
    static void serve() throws IOException, GeneralSecurityException {
        String address = GitlabIssuer.trustedAddress();
        assumeTrue(
                !address.isEmpty(),
                "start the line with SLIPWAY_GITLAB_ISSUERS=https://go.localtest.me:PORT, any free one");
        gitlab = GitlabIssuer.trusted();
    }

    @AfterAll
    static void stop() {
        if (gitlab != null) {
            gitlab.close();
        }
    }

    @Test
    void letsWhoRanThePipelineApproveNothing() {
        Scene scene = scene();
        REALM.admin().setEmail(name(scene.approver), scene.service + "@example.org");
        JsonNode request = ask(scene, gitlab.token("user_login", "j", "user_email", scene.service + "@EXAMPLE.org"))
                .expect(201);
        assertThat(request.path("triggeredBy").asText()).isEqualTo("j");
        assertThat(request.path("state").asText()).isEqualTo("waiting");
        assertThat(approve(scene, scene.approver)
                        .expectProblem(409, "four-eyes")
                        .path("detail")
                        .asText())
                .contains("ran the pipeline");
        approve(scene, Caller.onThePages(REALM.person("approver"))).expect(201);
        JsonNode allowed = RequestIT.show(scene, request);
        assertThat(allowed.path("state").asText()).isEqualTo("allowed");
        assertThat(allowed.path("triggeredBy").asText()).isEqualTo("j");
        assertThat(key(request)).isEqualTo(GitlabIssuer.trustedAddress() + "#7");
    }

    @Test
    void knowsWhoRanThePipelineByName() {
        Scene scene = scene();
        ask(scene, gitlab.token("user_login", name(scene.approver))).expect(201);
        approve(scene, scene.approver).expectProblem(409, "four-eyes");
    }

    /** Its owner can change it, and the account stays. */
    @Test
    void knowsWhoRanThePipelineByAnEarlierName() {
        Scene scene = scene();
        ask(scene(), gitlab.token("user_login", name(scene.approver))).expect(201);
        JsonNode request = ask(scene, gitlab.token("user_login", "renamed")).expect(201);
        assertThat(request.path("triggeredBy").asText()).isEqualTo("renamed");
        approve(scene, scene.approver).expectProblem(409, "four-eyes");
        approve(scene, Caller.onThePages(REALM.person("approver"))).expect(201);
    }

    /** The pipeline asked for staging only, and the policy does the rest. */
    @Test
    void letsWhoRanThePipelineApproveNoAutomaticPromotion() {
        Scene scene = Scene.own(REALM, SCRATCH, 60);
        String staging = SCRATCH.name();
        scene.admin
                .post("/api/v1/environments", Requests.with(Requests.environment(staging), "rank", 40))
                .expect(201);
        DefinitionIT.applyInBoth(scene, staging, "").expect(200);
        scene.keptRelease("1.0");
        project(scene);
        scene.policy(Requests.with(
                Requests.with(Requests.policy(1, true), "promotesFrom", staging), "isPromotedAutomatically", true));
        JsonNode staged = scene.deployer
                .post(
                        PATH,
                        Requests.with(scene.agentRequest("1.0"), "environment", staging),
                        HEADER,
                        gitlab.token("user_login", name(scene.approver)))
                .expect(201);
        TestAgent agent = scene.agent(REALM);
        agent.caller()
                .post("/api/v1/agent/claims?wait=10", Map.of("environment", staging))
                .expect(200);
        agent.report(staged, TestAgent.result("succeeded")).expect(200);
        assertThat(approve(scene, scene.approver)
                        .expectProblem(409, "four-eyes")
                        .path("detail")
                        .asText())
                .contains("ran the pipeline that requested the deployment in " + staging);
        approve(scene, Caller.onThePages(REALM.person("approver"))).expect(201);
        String list = PATH + "?service=" + scene.service + "&environment=" + scene.environment;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !scene.deployer.get(list).items("id").isEmpty());
        JsonNode request = scene.deployer.get(list).expect(200).at("/items/0");
        assertThat(request.path("actor").asText()).isEqualTo("slipway");
        assertThat(request.has("triggeredBy")).as("no pipeline asked for it").isFalse();
        assertThat(request.path("state").asText()).isEqualTo("allowed");
    }

    /** Whoever asks what is live, and by whom, wants no name of a machine. */
    @Test
    void staysWithTheDeployment() {
        Scene scene = Scene.own(REALM, SCRATCH);
        DefinitionIT.apply(scene, "workers: 1").expect(200);
        scene.keptRelease("1.0");
        project(scene);
        JsonNode request = scene.deployer
                .post(
                        PATH,
                        Requests.with(scene.agentRequest("1.0"), "comment", "Needs the new tax rates today."),
                        HEADER,
                        gitlab.token("user_login", "jane"))
                .expect(201);
        TestAgent agent = scene.agent(REALM);
        agent.claim(0).expect(200);
        agent.report(request, TestAgent.result("succeeded")).expect(200);
        String deployments = "/api/v1/deployments";
        String ofService = "service=" + scene.service;
        JsonNode newest =
                scene.deployer.get(deployments + "?" + ofService).expect(200).at("/items/0");
        JsonNode live = scene.deployer
                .get(deployments + "?live=true&" + ofService)
                .expect(200)
                .at("/items/0");
        JsonNode one = scene.deployer
                .get(deployments + "/" + newest.path("id").asText())
                .expect(200);
        assertThat(List.of(newest, live, one)).allSatisfy(deployment -> {
            assertThat(deployment.path("actor").asText()).isEqualTo(name(scene.deployer));
            assertThat(deployment.path("triggeredBy").asText()).isEqualTo("jane");
            assertThat(deployment.path("comment").asText()).isEqualTo("Needs the new tax rates today.");
        });
        assertThat(scene.deployer
                        .get(deployments + "/export?format=csv&" + ofService)
                        .body())
                .contains(",jane,Needs the new tax rates today.,");
        assertThat(scene.deployer
                        .get(deployments + "/export?format=cdevents&" + ofService)
                        .expect(200)
                        .at("/0/data/customData/triggeredBy")
                        .asText())
                .isEqualTo("jane");
    }

    @Test
    void letsWhoRanThePipelineApproveNoConfiguration() {
        Scene scene = Scene.own(REALM, SCRATCH);
        DefinitionIT.apply(scene, "workers: 1").expect(200);
        scene.keptRelease("1.0");
        JsonNode deployed = scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(201);
        TestAgent agent = scene.agent(REALM);
        agent.claim(0).expect(200);
        agent.report(deployed, TestAgent.result("succeeded")).expect(200);
        project(scene);
        String path = "/api/v1/services/" + scene.service + "/environments/" + scene.environment + "/configuration";
        String token = gitlab.token("user_login", name(scene.approver));
        // Where the gate is not asked, nobody looks at it.
        scene.deployer
                .patch(path, Map.of("set", Map.of("A", "1")), HEADER, token)
                .expect(200);
        scene.policy(Requests.with(Requests.policy(1, true), "isConfigurationGated", true));
        assertThat(scene.deployer
                        .patch(path, Map.of("set", Map.of("A", "2")))
                        .expectProblem(403, "job-token-refused")
                        .path("detail")
                        .asText())
                .contains("is missing");
        JsonNode request = scene.deployer
                .patch(path, Map.of("set", Map.of("A", "2")), HEADER, token)
                .expect(200)
                .path("request");
        assertThat(request.path("triggeredBy").asText()).isEqualTo(name(scene.approver));
        approve(scene, request, scene.approver).expectProblem(409, "four-eyes");
        // The next one takes it over, with who ran the pipeline.
        JsonNode next = scene.deployer
                .patch(path, Map.of("set", Map.of("B", "1")), HEADER, gitlab.token())
                .expect(200)
                .path("request");
        approve(scene, next, scene.approver).expectProblem(409, "four-eyes");
        approve(scene, next, Caller.onThePages(REALM.person("approver"))).expect(201);
        scene.deployer
                .patch(path, Map.of("set", Map.of("C", "1")), HEADER, token)
                .expectProblem(403, "job-token-refused");
    }

    @Test
    void takesNoBotForAPerson() {
        Scene scene = scene();
        JsonNode request =
                ask(scene, gitlab.token("user_login", "project_20_bot_1f")).expect(201);
        assertThat(request.path("state").asText()).isEqualTo("refused");
        assertThat(Scene.codes(request)).contains("no-person");
    }

    @ParameterizedTest
    @CsvSource({
        "project_id, 21, is from another project",
        "sha, 1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d, is from another commit",
        "ref_protected, false, is from a branch or tag that is not protected",
        "aud, https://elsewhere.example.org, has the wrong audience",
        "iss, https://gitlab.example.org, is from a GitLab that this line does not trust",
        "exp, 1700000000, has expired"
    })
    void refusesATokenOfAnother(String claim, String value, String why) {
        Scene scene = scene();
        Object said = claim.equals("exp") ? (Object) Long.valueOf(value) : value;
        Answer refused = ask(scene, gitlab.token(claim, said));
        assertThat(refused.expectProblem(403, "job-token-refused")
                        .path("detail")
                        .asText())
                .contains(why)
                .doesNotContain("jane");
        assertThat(refused.refused()).containsExactly(HEADER);
    }

    /** Whoever deploys may put any release on record as one that ran. */
    @Test
    void takesNoClaimForWhatAPipelineMayGoBackTo() {
        Scene scene = Scene.own(REALM, SCRATCH);
        DefinitionIT.apply(scene, "workers: 1").expect(200);
        scene.keptRelease("1.0");
        JsonNode deployed = scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(201);
        TestAgent agent = scene.agent(REALM);
        agent.claim(0).expect(200);
        agent.report(deployed, TestAgent.result("succeeded")).expect(200);
        project(scene);
        scene.deployer
                .post(
                        "/api/v1/releases",
                        Requests.with(
                                Requests.release(scene.service, "2.0"),
                                "commit",
                                "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d"))
                .expect(201);
        scene.deployer
                .post(
                        "/api/v1/deployments",
                        Requests.with(Requests.deployment(scene.service, "2.0"), "environment", scene.environment))
                .expect(201);
        assertThat(scene.deployer
                        .post(PATH, Requests.with(scene.request("2.0"), "isRollback", true), HEADER, gitlab.token())
                        .expectProblem(403, "job-token-refused")
                        .path("detail")
                        .asText())
                .contains("is from another commit");
    }

    @Test
    void takesATokenOnce() {
        Scene scene = scene();
        String token = gitlab.token();
        JsonNode request = ask(scene, token, "Idempotency-Key", scene.service).expect(201);
        // The same request once more is no other one.
        assertThat(ask(scene, token, "Idempotency-Key", scene.service)
                        .expect(201)
                        .path("id"))
                .isEqualTo(request.path("id"));
        scene.deployer
                .post(PATH + "/" + request.path("id").asText() + "/withdrawal", Map.of())
                .expect(200);
        assertThat(ask(scene, token)
                        .expectProblem(403, "job-token-refused")
                        .path("detail")
                        .asText())
                .contains("was used before");
        ask(scene, gitlab.token()).expect(201);
    }

    /** What failed for another reason has used up no token. */
    @Test
    void keepsATokenGoodThatMadeNothing() {
        Scene scene = scene();
        JsonNode request = ask(scene, gitlab.token()).expect(201);
        String token = gitlab.token();
        ask(scene, token).expectProblem(409, "request-exists");
        scene.deployer
                .post(PATH + "/" + request.path("id").asText() + "/withdrawal", Map.of())
                .expect(200);
        ask(scene, token).expect(201);
    }

    @Test
    void isWantedOfPipelinesOnceTheServiceNamesItsProject() {
        Scene scene = Scene.own(REALM, SCRATCH);
        scene.release("1.0");
        // GitLab gives its jobs tokens, whether or not the line trusts it.
        for (String token : List.of("given.by.gitlab", gitlab.token())) {
            JsonNode request = ask(scene, token).expect(201);
            assertThat(request.has("triggeredBy")).isFalse();
            scene.deployer
                    .post(PATH + "/" + request.path("id").asText() + "/withdrawal", Map.of())
                    .expect(200);
        }
        project(scene);
        assertThat(scene.deployer
                        .post(PATH, scene.request("1.0"))
                        .expectProblem(403, "job-token-refused")
                        .path("detail")
                        .asText())
                .contains("is missing");
        ask(scene, gitlab.token()).expect(201);
    }

    /** The agent requests a sync's parts in the name of whoever requested the sync, and no job's token comes with them. */
    @Test
    void letsPeopleAloneSyncAServiceThatNamesItsProject() {
        Scene scene = Scene.own(REALM, SCRATCH);
        scene.keptRelease("1.0");
        project(scene);
        Map<String, Object> all = Map.of("environment", scene.environment);
        Map<String, Object> one = Requests.with(all, "service", scene.service);
        Answer refused = scene.deployer.post(SYNCS, one);
        assertThat(refused.expectProblem(403, "job-token-refused")
                        .path("detail")
                        .asText())
                .contains("a person may request it");
        assertThat(refused.refused()).containsExactly("service");
        TestAgent agent = scene.agent(REALM);
        assertThat(agent.claim(0).status()).as("nothing was requested").isEqualTo(204);
        JsonNode ofPipeline = scene.deployer.post(SYNCS, all).expect(201);
        agent.claim(0).expect(200);
        assertThat(part(scene, agent, ofPipeline)
                        .expectProblem(403, "job-token-refused")
                        .path("detail")
                        .asText())
                .contains("is missing", "a person may request it");
        agent.caller()
                .put(SYNCS + "/" + ofPipeline.path("id").asText(), Map.of("state", "failed"))
                .expect(200);
        JsonNode ofPerson =
                Caller.person(REALM.person("deployer")).post(SYNCS, one).expect(201);
        agent.claim(0).expect(200);
        assertThat(part(scene, agent, ofPerson).expect(201).path("state").asText())
                .isEqualTo("running");
    }

    @Test
    void showsTheProjectOfAServiceAndKeepsWhoSetIt() {
        Scene scene = Scene.own(REALM, SCRATCH);
        project(scene);
        JsonNode service =
                scene.deployer.get("/api/v1/services/" + scene.service).expect(200);
        assertThat(service.path("gitlabProject").asInt()).isEqualTo(GitlabIssuer.PROJECT);
        assertThat(service.path("gitlabIssuer").asText()).isEqualTo(GitlabIssuer.trustedAddress());
        String path = "/api/v1/services/" + scene.service + "/gitlab-project";
        Answer unknown =
                scene.admin.put(path, Map.of("gitlabProject", 20, "gitlabIssuer", "https://gitlab.example.org"));
        unknown.expectProblem(422, "unknown-reference");
        assertThat(unknown.refused()).containsExactly("gitlabIssuer");
        assertThat(scene.admin.put(path, Map.of("gitlabProject", 0)).refused()).containsExactly("gitlabProject");
        for (Caller other : List.of(REALM.serviceDeployer(scene.service), scene.deployer)) {
            other.put(path, Map.of("gitlabProject", 21)).expectProblem(403, "forbidden");
        }
        Realm.Person person = REALM.person("deployer");
        Caller.person(person).put(path, Map.of("gitlabProject", 21)).expect(200);
        assertThat(eventsOf(scene.service))
                .containsExactly(
                        name(scene.admin) + ": null -> " + GitlabIssuer.PROJECT,
                        person.name() + ": " + GitlabIssuer.PROJECT + " -> 21");
    }

    /** Without a request, nobody is known to have run it. */
    @Test
    void promotesNothingByItselfThatAPipelineOnlyReported() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        scene.policy(Requests.with(two.policy(1, true), "isPromotedAutomatically", true));
        String pipeline = name(REALM.client("deployer"));
        two.show("1.0", pipeline, "");
        two.claim(pipeline);
        project(scene);
        Caller alice = Caller.onThePages(REALM.person("deployer", "approver"));
        alice.post("/api/v1/approvals", scene.approval("1.0", "approved")).expect(201);
        String[] known = {"approval-missing", "four-eyes"};
        assertThat(Scene.codes(two.preview().path("automatic"))).containsExactly("no-person");
        assertThat(Scene.codes(two.preview().path("gate"))).isEmpty();
        Map<String, Object> request = Requests.with(scene.request("1.0"), "environment", two.staging);
        JsonNode ofPerson =
                alice.post(PATH, Requests.with(request, "channel", null)).expect(201);
        assertThat(Scene.codes(two.preview().path("automatic")))
                .as("a person wants it since")
                .containsExactly(known);
        scene.deployer
                .post(RequestIT.address(ofPerson) + "/withdrawal", Map.of())
                .expect(200);
        assertThat(Scene.codes(two.preview().path("automatic"))).contains("no-person");
        scene.deployer
                .post(PATH, request, HEADER, gitlab.token("user_login", name(alice)))
                .expect(201);
        assertThat(Scene.codes(two.preview().path("automatic"))).containsExactly(known);
    }

    private static List<String> eventsOf(String service) {
        return Database.texts("""
                select concat_ws('', payload ->> 'actor', ': ', coalesce(payload #>> '{before,number}', 'null'), ' -> ',
                    payload #>> '{after,number}')
                from event where kind = 'service.gitlab-project-set' and payload ->> 'service' = ? order by id""", service);
    }

    private static Scene scene() {
        Scene scene = Scene.own(REALM, SCRATCH);
        scene.release("1.0");
        scene.policy(Requests.policy(1, true));
        project(scene);
        return scene;
    }

    private static void project(Scene scene) {
        scene.admin
                .put(
                        "/api/v1/services/" + scene.service + "/gitlab-project",
                        Map.of("gitlabProject", GitlabIssuer.PROJECT))
                .expect(200);
    }

    private static Answer ask(Scene scene, String token, String... headers) {
        String[] all =
                Stream.concat(Stream.of(HEADER, token), Stream.of(headers)).toArray(String[]::new);
        return scene.deployer.post(PATH, scene.request("1.0"), all);
    }

    private static Answer part(Scene scene, TestAgent agent, JsonNode sync) {
        return agent.caller()
                .post(
                        PATH,
                        Requests.with(
                                scene.agentRequest("1.0"),
                                "syncId",
                                sync.path("id").asText()));
    }

    private static Answer approve(Scene scene, Caller approver) {
        return approver.post("/api/v1/approvals", scene.approval("1.0", "approved"));
    }

    private static Answer approve(Scene scene, JsonNode configuration, Caller approver) {
        return approver.post(
                "/api/v1/approvals",
                Requests.with(
                        scene.approval("1.0", "approved"),
                        "requestId",
                        configuration.path("id").asText()));
    }

    private static String name(Caller caller) {
        return caller.get("/api/v1/me").expect(200).path("name").asText();
    }

    private static String key(JsonNode request) {
        return Database.texts(
                        "select triggered_by_key from deployment_request where id = ?::uuid",
                        request.path("id").asText())
                .get(0);
    }
}
