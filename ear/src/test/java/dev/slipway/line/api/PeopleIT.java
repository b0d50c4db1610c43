package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may sign in, and what they may do: shown, invited, granted and taken through the ledger. */
@Isolated
@Order(Order.DEFAULT - 1)
class PeopleIT {
    @AutoClose
    static final Realm REALM = new Realm();

    private static final String PEOPLE = "/api/v1/people";
    private static final Caller ADMIN = REALM.client("admin");

    @Test
    void showsPeopleWithTheRolesThatTheyWereGranted() {
        Realm.Person known = REALM.person("deployer", "approver");
        JsonNode shown = ADMIN.get(PEOPLE + "/" + known.id()).expect(200);
        assertThat(shown.path("name").asText()).isEqualTo(known.name());
        assertThat(shown.path("email").asText()).isEqualTo(known.name() + "@example.org");
        assertThat(texts(shown.path("roles"))).containsExactly("deployer", "approver");
        assertThat(shown.path("rolesElsewhere")).isEmpty();
        assertThat(shown.path("isEnabled").asBoolean()).isTrue();
        assertThat(shown.path("isInvited").asBoolean()).isFalse();
        assertThat(shown.has("invitation")).isFalse();
    }

    @Test
    void showsTheRolesThatItDoesNotGrant() {
        String role = REALM.serviceRole(Realm.name());
        JsonNode shown = ADMIN.get(PEOPLE + "/" + REALM.person(role).id()).expect(200);
        assertThat(texts(shown.path("roles"))).isEmpty();
        assertThat(texts(shown.path("rolesElsewhere"))).containsExactly(role);
    }

    @Test
    void findsPeopleByPartsOfWhatIsKnownOfThem() {
        Realm.Person known = REALM.person("viewer");
        String part = known.name().substring(2);
        for (String search :
                List.of(part, part.toUpperCase(java.util.Locale.ROOT), "person%20" + part, part + "@exam")) {
            assertThat(ADMIN.get(PEOPLE + "?search=" + search).items("name"))
                    .as(search)
                    .containsExactly(known.name());
        }
        assertThat(ADMIN.get(PEOPLE + "?search=" + part + "%25").items("name")).isEmpty();
        assertThat(ADMIN.get(PEOPLE + "?search=" + part.substring(0, 3) + "_" + part.substring(4))
                        .items("name"))
                .isEmpty();
    }

    @Test
    void listsEveryPersonOnceAndNoMachine() {
        for (int i = 0; i < 3; i++) {
            REALM.person("viewer");
        }
        List<String> names = new ArrayList<>();
        for (String next = PEOPLE + "?limit=2"; !next.isEmpty(); ) {
            Answer page = ADMIN.get(next);
            names.addAll(page.items("name"));
            next = page.next().orElse("");
        }
        assertThat(names).doesNotHaveDuplicates().contains("admin").hasSizeGreaterThan(3);
        assertThat(names).noneMatch(name -> name.startsWith("service-account-"));
    }

    @Test
    void invitesWithAPasswordThatIsShownOnceAndGoodForOneUse() {
        Map<String, Object> request = request("approver");
        Answer answer = invite(request);
        JsonNode invited = answer.expect(201);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(texts(invited.path("roles"))).containsExactly("approver");
        assertThat(invited.path("isInvited").asBoolean()).isTrue();
        assertThat(invited.at("/invitation/mustChange").asBoolean()).isTrue();
        String password = invited.at("/invitation/password").asText();
        assertThat(password).hasSizeGreaterThan(20);
        JsonNode shown = ADMIN.get(answer.header("Location").replaceFirst("https://[^/]*", ""))
                .expect(200);
        assertThat(shown.path("name").asText()).isEqualTo(request.get("name"));
        assertThat(shown.has("invitation")).isFalse();
        assertThat(REALM.admin().asksForANewPassword(String.valueOf(request.get("name")), password))
                .isTrue();
    }

    @Test
    void invitesOnceUnderOneKey() {
        Map<String, Object> request = request();
        String key = UUID.randomUUID().toString();
        JsonNode first = REALM.removeInvitedLater(ADMIN.post(PEOPLE, request, "Idempotency-Key", key))
                .expect(201);
        JsonNode again = ADMIN.post(PEOPLE, request, "Idempotency-Key", key).expect(201);
        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(again.has("invitation")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"name, name", "email, email"})
    void refusesWhatSomebodyElseHas(String kept, String refused) {
        Map<String, Object> request = request();
        invite(request).expect(201);
        Answer again = ADMIN.post(PEOPLE, Requests.with(request(), kept, request.get(kept)));
        again.expectProblem(409, "person-exists");
        assertThat(again.refused()).containsExactly(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "name, AB",
        "name, a",
        "name, service-account-x",
        "name, agent",
        "name, break-glass",
        "name, a b c",
        "email, nobody",
        "email, a@b",
        "givenName, ' a'",
        "familyName, ''",
        "givenName, a<b>",
        "roles, root",
        "roles, viewer"
    })
    void namesWhatItRefuses(String member, String value) {
        Answer answer = ADMIN.post(PEOPLE, Requests.with(request(), member, value));
        answer.expectProblem(400, "invalid-request");
        assertThat(answer.refused()).containsExactly(member);
    }

    @Test
    void namesTheRolesThatAreNone() {
        Answer answer = ADMIN.post(PEOPLE, Requests.with(request(), "roles", List.of("viewer", "realm-admin")));
        answer.expectProblem(400, "invalid-request");
        assertThat(answer.refused()).containsExactly("roles[1]");
    }

    @Test
    void grantsAndTakesRolesAndKeepsThatOnRecord() {
        JsonNode invited = invite(request("viewer")).expect(201);
        String path = PEOPLE + "/" + invited.path("id").asText();
        for (List<String> roles : List.of(List.of("deployer", "admin"), List.<String>of(), List.of("viewer"))) {
            assertThat(texts(put(path + "/roles", Map.of("roles", roles))
                            .expect(200)
                            .path("roles")))
                    .isEqualTo(roles);
            assertThat(texts(ADMIN.get(path).expect(200).path("roles"))).isEqualTo(roles);
        }
        put(path + "/enabled", Map.of("isEnabled", false)).expect(200);
        assertThat(ADMIN.get(path).expect(200).path("isEnabled").asBoolean()).isFalse();
        put(path + "/enabled", Map.of("isEnabled", true)).expect(200);
        Answer changes = ADMIN.get(path + "/changes");
        assertThat(changes.items("operation"))
                .containsExactly("enabled", "disabled", "roles", "roles", "roles", "invited");
        assertThat(changes.items("changedBy"))
                .containsOnly(ADMIN.get("/api/v1/me").expect(200).path("name").asText());
    }

    @Test
    void replacesNoRolesThatChangedSinceTheyWereRead() {
        String path = PEOPLE + "/" + REALM.person("deployer", "approver").id();
        String stale = ADMIN.get(path).header("ETag");
        assertThat(stale).startsWith("\"");
        put(path + "/roles", Map.of("roles", List.of("viewer"))).expect(200);
        ADMIN.put(path + "/roles", Map.of("roles", List.of("deployer", "approver", "viewer")), "If-Match", stale)
                .expectProblem(412, "precondition-failed");
        String fresh = ADMIN.get(path).header("ETag");
        assertThat(texts(ADMIN.put(path + "/roles", Map.of("roles", List.of("deployer")), "If-Match", fresh)
                        .expect(200)
                        .path("roles")))
                .containsExactly("deployer");
    }

    @Test
    void letsOneAdminTakeTheRoleOfAnother() {
        Realm.Person other = REALM.person("admin");
        assertThat(texts(put(PEOPLE + "/" + other.id() + "/roles", Map.of("roles", List.of()))
                        .expect(200)
                        .path("roles")))
                .isEmpty();
    }

    /** Though their token says for five minutes that they are an admin. */
    @Test
    void letsNobodyUndoThatTheyAreNoAdminAnyMore() {
        Realm.Person person = REALM.person("admin");
        String path = PEOPLE + "/" + person.id();
        Caller former = Caller.bearing(Caller.onThePages(person).token());
        former.put(path + "/roles", Map.of("roles", List.of("admin", "viewer"))).expect(200);
        put(path + "/enabled", Map.of("isEnabled", false)).expect(200);
        former.put(path + "/enabled", Map.of("isEnabled", true)).expectProblem(403, "forbidden");
        put(path + "/enabled", Map.of("isEnabled", true)).expect(200);
        put(path + "/roles", Map.of("roles", List.of("viewer"))).expect(200);
        former.put(path + "/roles", Map.of("roles", List.of("admin"))).expectProblem(403, "forbidden");
        former.post(PEOPLE, request("admin")).expectProblem(403, "forbidden");
    }

    @Test
    void touchesNeitherTheRealmsOwnAdministratorNorAMachine() {
        String admin = ADMIN.get(PEOPLE + "?search=admin")
                .expect(200)
                .at("/items/0/id")
                .asText();
        put(PEOPLE + "/" + admin + "/roles", Map.of("roles", List.of("admin", "viewer")))
                .expectProblem(409, "person-protected");
        String machine = REALM.admin().account("pipeline");
        ADMIN.get(PEOPLE + "/" + machine).expectProblem(404, "not-found");
        put(PEOPLE + "/" + machine + "/roles", Map.of("roles", List.of("admin")))
                .expectProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "deployer", "approver"})
    void isForAdminsAlone(String role) {
        Caller caller = REALM.client(role);
        caller.get(PEOPLE).expectProblem(403, "forbidden");
        caller.post(PEOPLE, request()).expectProblem(403, "forbidden");
    }

    private static Answer invite(Map<String, Object> request) {
        return REALM.removeInvitedLater(ADMIN.post(PEOPLE, request));
    }

    private static Answer put(String path, Map<String, ?> body) {
        return ADMIN.put(path, body);
    }

    private static Map<String, Object> request(String... roles) {
        String name = Realm.name();
        return new java.util.LinkedHashMap<>(Map.of(
                "name",
                name,
                "email",
                name + "@example.org",
                "givenName",
                "Ann",
                "familyName",
                "O'Neil",
                "roles",
                List.of(roles)));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
