package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an environment asks is changed by admins, one version after the other. */
@InTurn
class PolicyIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @Test
    void beginsWithoutAnyDemand() {
        Scene scene = new Scene(REALM, SCRATCH);
        Answer answer = scene.deployer.get(scene.policyPath());
        JsonNode policy = answer.expect(200);
        assertThat(policy.path("version").asInt()).isZero();
        assertThat(policy.path("approvals").asInt()).isZero();
        assertThat(policy.path("isFourEyes").asBoolean(true)).isFalse();
        assertThat(policy.path("requiredEvidence")).isEmpty();
        assertThat(policy.path("freezes")).isEmpty();
        assertThat(policy.has("changedBy")).isFalse();
        assertThat(answer.header("ETag")).matches("\"policy-0-[\\w-]{12}\"");
        assertThat(scene.deployer
                        .get(scene.policyPath(), "If-None-Match", answer.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(scene.deployer.get(scene.policyPath() + "/history").items("version"))
                .isEmpty();
    }

    @Test
    void keepsEveryVersion() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.policy(Requests.policy(1, true, "tests"));
        Map<String, Object> second = Requests.with(
                Requests.policy(2, false, "sbom", "tests"),
                "freezes",
                List.of(
                        Map.of(
                                "name",
                                "Fair",
                                "zone",
                                "Europe/Berlin",
                                "from",
                                "2026-12-24T00:00",
                                "until",
                                "2026-12-27T00:00"),
                        Map.of(
                                "name",
                                "Night",
                                "zone",
                                "UTC",
                                "days",
                                List.of("FRIDAY"),
                                "from",
                                "22:00",
                                "until",
                                "06:00")));
        JsonNode changed = scene.policy(second);
        assertThat(changed.path("version").asInt()).isEqualTo(2);
        assertThat(scene.deployer.get(scene.policyPath()).expect(200)).isEqualTo(changed);
        assertThat(changed.at("/freezes/1/days/0").asText()).isEqualTo("FRIDAY");
        assertThat(changed.path("changedBy").asText()).startsWith("service-account-it-");
        Answer page = scene.deployer.get(scene.policyPath() + "/history?limit=1");
        assertThat(page.items("version")).containsExactly("2");
        assertThat(scene.deployer.get(page.next().orElseThrow()).items("version"))
                .containsExactly("1");
    }

    @Test
    void wantsTheVersionThatWasChanged() {
        Scene scene = new Scene(REALM, SCRATCH);
        Map<String, Object> policy = Requests.policy(1, false);
        scene.admin.put(scene.policyPath(), policy).expectProblem(428, "precondition-required");
        for (String stale :
                new String[] {"\"policy-7\"", "\"policy-7-0\"", "\"policy-00\"", "W/\"policy-0\"", "nonsense", ""}) {
            scene.admin.put(scene.policyPath(), policy, "If-Match", stale).expectProblem(412, "precondition-failed");
        }
        Answer changed = scene.admin.put(scene.policyPath(), policy, "If-Match", "\"x\", \"policy-0\"");
        changed.expect(200);
        assertThat(changed.header("ETag")).startsWith("\"policy-1-");
        scene.admin
                .put(scene.policyPath(), policy, "If-Match", changed.header("ETag"))
                .expect(200);
        scene.admin
                .put(scene.policyPath(), policy, "If-Match", "\"policy-0\"")
                .expectProblem(412, "precondition-failed");
    }

    @Test
    void letsOneOfManyChangesWin() {
        Scene scene = new Scene(REALM, SCRATCH);
        List<Answer> answers = Scene.atOnce(
                20,
                i -> CompletableFuture.supplyAsync(() ->
                        scene.admin.put(scene.policyPath(), Requests.policy(1, false), "If-Match", "\"policy-0\"")));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(answer -> answer.expectProblem(412, "precondition-failed"));
    }

    @ParameterizedTest
    @CsvSource({
        "zone, Mars/Olympus",
        "zone, +01:00",
        "from, 25:00",
        "until, 2026-12-24T00:00",
        "name, ''",
        "name, 24/7",
        "from, 7"
    })
    void refusesFreezesThatMakeNoSense(String member, String value) {
        Scene scene = new Scene(REALM, SCRATCH);
        Map<String, Object> freeze = Requests.with(
                Map.of("name", "a", "zone", "UTC", "days", List.of("FRIDAY"), "from", "16:00", "until", "18:00"),
                member,
                value);
        Answer refused = scene.admin.put(
                scene.policyPath(),
                Requests.with(Requests.policy(0, false), "freezes", List.of(freeze)),
                "If-Match",
                "\"policy-0\"");
        refused.expectProblem(400, "invalid-request");
        assertThat(refused.refused()).containsExactly("freezes[0]." + member);
    }

    @Test
    void takesFreezesOfWholeDays() {
        Scene scene = new Scene(REALM, SCRATCH);
        Map<String, Object> weekend = Map.of(
                "name",
                "Weekend",
                "zone",
                "UTC",
                "days",
                List.of("SATURDAY", "SUNDAY"),
                "from",
                "00:00",
                "until",
                "00:00");
        JsonNode changed = scene.policy(Requests.with(Requests.policy(0, false), "freezes", List.of(weekend)));
        assertThat(changed.at("/freezes/0/until").asText()).isEqualTo("00:00");
    }

    @Test
    void refusesWhatIsNoPolicy() {
        Scene scene = new Scene(REALM, SCRATCH);
        Map<String, Object> policy = Requests.policy(0, false);
        for (Map.Entry<String, ?> change : Map.of(
                        "approvals",
                        11,
                        "isFourEyes",
                        "true",
                        "approvalsHold",
                        "3 days",
                        "requiredEvidence",
                        List.of("luck"),
                        "freezes",
                        7,
                        "more",
                        1)
                .entrySet()) {
            Answer refused = scene.admin.put(
                    scene.policyPath(), Requests.with(policy, change.getKey(), change.getValue()), "If-Match", "*");
            refused.expectProblem(400, "invalid-request");
            assertThat(refused.refused()).hasSize(1).first().asString().startsWith(change.getKey());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P3D", "PT12H", "PT90M", "P1DT12H30M"})
    void keepsHowLongAnApprovalHolds(String hold) {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode changed = scene.policy(Requests.with(Requests.policy(1, false), "approvalsHold", hold));
        assertThat(changed.path("approvalsHold").asText()).isEqualTo(hold);
        assertThat(scene.policy(Requests.policy(1, false)).has("approvalsHold")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "P", "PT", "P0D", "P3DT", "P1000D", "P1W", "P1Y", "PT30S", "-P1D", "P1.5D", "p3d", "72"})
    void refusesWhatIsNoTimeThatAnApprovalCanHold(String hold) {
        Scene scene = new Scene(REALM, SCRATCH);
        Answer refused = scene.admin.put(
                scene.policyPath(),
                Requests.with(Requests.policy(1, false), "approvalsHold", hold),
                "If-Match",
                "\"policy-0\"");
        refused.expectProblem(400, "invalid-request");
        assertThat(refused.refused()).containsExactly("approvalsHold");
    }

    @Test
    void knowsTheEnvironmentBefore() {
        Scene before = new Scene(REALM, SCRATCH, 40);
        Scene scene = new Scene(REALM, SCRATCH);
        Map<String, Object> window =
                Map.of("name", "Office", "zone", "UTC", "days", List.of("MONDAY"), "from", "09:00", "until", "17:00");
        Map<String, Object> policy = Requests.with(Requests.policy(0, false), "promotesFrom", before.environment);
        policy = Requests.with(policy, "soak", "PT2H");
        policy = Requests.with(policy, "windows", List.of(window));
        policy = Requests.with(policy, "isPromotedAutomatically", true);
        policy = Requests.with(policy, "isConfigurationGated", true);
        policy = Requests.with(policy, "isRollbackRehearsed", true);
        JsonNode changed = scene.policy(policy);
        assertThat(changed.path("promotesFrom").asText()).isEqualTo(before.environment);
        assertThat(changed.path("soak").asText()).isEqualTo("PT2H");
        assertThat(changed.at("/windows/0/name").asText()).isEqualTo("Office");
        assertThat(changed.path("isPromotedAutomatically").asBoolean()).isTrue();
        assertThat(changed.path("isConfigurationGated").asBoolean()).isTrue();
        assertThat(changed.path("isRollbackRehearsed").asBoolean()).isTrue();
        assertThat(scene.deployer.get(scene.policyPath()).expect(200)).isEqualTo(changed);
        JsonNode plain = scene.policy(Requests.policy(0, false));
        assertThat(plain.has("promotesFrom")).isFalse();
        assertThat(plain.path("windows")).isEmpty();
        assertThat(plain.path("isPromotedAutomatically").asBoolean(true)).isFalse();
    }

    @Test
    void refusesAnEnvironmentBeforeThatIsNone() {
        Scene scene = new Scene(REALM, SCRATCH);
        Scene later = new Scene(REALM, SCRATCH, 60);
        Map<String, Object> policy = Requests.policy(0, false);
        for (String member : List.of("soak", "isPromotedAutomatically")) {
            Answer refused = scene.admin.put(
                    scene.policyPath(),
                    Requests.with(policy, member, member.equals("soak") ? "PT2H" : true),
                    "If-Match",
                    "*");
            refused.expectProblem(400, "invalid-request");
            assertThat(refused.refused()).containsExactly(member);
        }
        for (String name : List.of(scene.environment, later.environment)) {
            Answer refused =
                    scene.admin.put(scene.policyPath(), Requests.with(policy, "promotesFrom", name), "If-Match", "*");
            refused.expectProblem(400, "invalid-request");
            assertThat(refused.refused()).containsExactly("promotesFrom");
        }
        scene.admin
                .put(scene.policyPath(), Requests.with(policy, "promotesFrom", "no-such"), "If-Match", "*")
                .expectProblem(422, "unknown-reference");
    }

    @Test
    void addsAndRemovesFreezes() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.policy(Requests.with(
                Requests.policy(1, true),
                "freezes",
                List.of(Map.of(
                        "name",
                        "Night",
                        "zone",
                        "UTC",
                        "days",
                        List.of("FRIDAY"),
                        "from",
                        "22:00",
                        "until",
                        "06:00"))));
        String freezes = "/api/v1/environments/" + scene.environment + "/freezes";
        Map<String, Object> friday = Map.of(
                "name",
                "Black Friday",
                "zone",
                "Europe/Berlin",
                "from",
                "2026-11-26T00:00",
                "until",
                "2026-11-28T06:00");
        JsonNode frozen = scene.admin.post(freezes, friday).expect(200);
        assertThat(frozen.path("version").asInt()).isEqualTo(2);
        assertThat(frozen.path("approvals").asInt()).isEqualTo(1);
        assertThat(frozen.path("freezes").findValuesAsText("name")).containsExactly("Night", "Black Friday");
        assertThat(scene.admin.post(freezes, friday).expect(200)).isEqualTo(frozen);
        JsonNode longer = scene.admin
                .post(freezes, Requests.with(friday, "until", "2026-11-30T06:00"))
                .expect(200);
        assertThat(longer.path("freezes").findValuesAsText("until")).containsExactly("06:00", "2026-11-30T06:00");
        scene.admin.post(freezes, Requests.with(friday, "name", "Night")).expectProblem(409, "freeze-exists");
        Answer refused = scene.admin.post(freezes, Requests.with(friday, "until", "2026-11-25T00:00"));
        refused.expectProblem(400, "invalid-request");
        assertThat(refused.refused()).containsExactly("until");
        Answer unremovable = scene.admin.post(freezes, Requests.with(friday, "name", "24/7"));
        unremovable.expectProblem(400, "invalid-request");
        assertThat(unremovable.refused()).containsExactly("name");
        scene.deployer.post(freezes, friday).expectProblem(403, "forbidden");
        JsonNode thawed = scene.admin.delete(freezes + "/Black%20Friday").expect(200);
        assertThat(thawed.path("version").asInt()).isEqualTo(4);
        assertThat(thawed.path("freezes").findValuesAsText("name")).containsExactly("Night");
        for (String year : List.of("2020", "2021")) {
            Map<String, Object> past = Requests.with(friday, "name", "Of " + year);
            past = Requests.with(past, "from", year + "-11-26T00:00");
            JsonNode changed = scene.admin
                    .post(freezes, Requests.with(past, "until", year + "-11-28T06:00"))
                    .expect(200);
            assertThat(changed.path("freezes").findValuesAsText("name"))
                    .as("without those that are over")
                    .containsExactly("Night", "Of " + year);
        }
        scene.admin.delete(freezes + "/Black%20Friday").expectProblem(404, "not-found");
        scene.deployer.delete(freezes + "/Night").expectProblem(403, "forbidden");
    }

    /** A client that had no answer sends it again, when somebody may have removed it already. */
    @Test
    void addsAFreezeOnceUnderOneKey() {
        Scene scene = new Scene(REALM, SCRATCH);
        String freezes = "/api/v1/environments/" + scene.environment + "/freezes";
        String key = UUID.randomUUID().toString();
        Map<String, Object> fair =
                Map.of("name", "Fair", "zone", "UTC", "from", "2199-11-26T00:00", "until", "2199-11-28T06:00");
        JsonNode frozen =
                scene.admin.post(freezes, fair, "Idempotency-Key", key).expect(200);
        assertThat(frozen.path("freezes").findValuesAsText("name")).containsExactly("Fair");
        assertThat(scene.admin.post(freezes, fair, "Idempotency-Key", key).expect(200))
                .isEqualTo(frozen);
        JsonNode thawed = scene.admin.delete(freezes + "/Fair").expect(200);
        assertThat(scene.admin.post(freezes, fair, "Idempotency-Key", key).expect(200))
                .isEqualTo(thawed);
        scene.admin
                .post(freezes, Requests.with(fair, "name", "Other"), "Idempotency-Key", key)
                .expectProblem(422, "idempotency-key-reused");
    }

    @Test
    void letsOnlyAdminsChange() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.deployer
                .put(scene.policyPath(), Requests.policy(0, false), "If-Match", "*")
                .expectProblem(403, "forbidden");
        scene.admin
                .put("/api/v1/environments/no-such/policy", Requests.policy(0, false), "If-Match", "*")
                .expectProblem(404, "not-found");
    }
}
