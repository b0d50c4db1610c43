package dev.slipway.line.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.RealmAdmin;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The account by which the ledger keeps people: what whoever steals its secret could not do. */
class PeopleAccountIT {
    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller ACCOUNT = Caller.client("people", Line.running().secret("people-client-secret"));
    private static final String PASSWORD = "{\"type\":\"password\",\"value\":\"stolen-stolen\"}";
    private static final String ADMIN_API = Line.running().auth() + "/admin/realms/slipway";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /clients | ''",
                "GET | /roles | ''",
                "GET | /events | ''",
                "GET | /identity-provider/instances | ''",
                "GET | /components | ''",
                "PUT | '' | {\"registrationAllowed\":true}",
                "POST | /clients | {\"clientId\":\"stolen\"}",
                "POST | /roles | {\"name\":\"stolen\"}",
                "POST | /groups | {\"name\":\"stolen\"}"
            })
    void cannotReadOrChangeAnythingButPeople(String method, String path, String body) {
        assertThat(status(method, path, body)).isEqualTo(403);
    }

    @Test
    void cannotGrantARoleThatIsNotTheLedgers() {
        Realm.Person person = REALM.person("viewer");
        String path = "/users/" + person.id() + "/role-mappings/";
        assertThat(status("POST", path + "realm", "[" + REALM.admin().role("viewer") + "]"))
                .isEqualTo(204);
        assertThat(status("POST", path + "realm", "[" + REALM.admin().role("offline_access") + "]"))
                .isEqualTo(403);
        for (String role : new String[] {"realm-admin", "manage-users", "manage-realm"}) {
            assertThat(status(
                            "POST",
                            path + "clients/" + REALM.admin().clientId("realm-management"),
                            "[" + REALM.admin().clientRole("realm-management", role) + "]"))
                    .as(role)
                    .isEqualTo(403);
        }
    }

    @Test
    void seesWhetherSomebodyHasASecondFactorAndNothingOfIt() {
        Realm.Person person = REALM.person("viewer");
        Command.slipway("recover", person.name(), "--second-factor")
                .quietly()
                .run()
                .expectSuccess();
        String shown = ACCOUNT.send(
                        "GET", ADMIN_API + "/users/" + person.id() + "/credentials", BodyPublishers.noBody())
                .body();
        assertThat(shown).contains("\"type\":\"otp\"").doesNotContain("secretData");
    }

    /** Else a stolen secret would be the realm's, by way of its administrator's password. */
    @Test
    void cannotTouchTheRealmsAdministratorOrItself() {
        for (String id : new String[] {
            REALM.admin().user("admin"),
            REALM.admin().account("people"),
            REALM.admin().account("pipeline")
        }) {
            assertUntouched(id);
        }
    }

    /** Who that is, it learns at each {@code up}. */
    @Test
    void cannotTouchAnybodyElseWhoAdministersTheRealm() {
        Realm.Person person = REALM.person("viewer");
        REALM.admin().grantClientRole(person, "realm-management", "realm-admin");
        try {
            provision();
            assertUntouched(person.id());
        } finally {
            REALM.admin().revokeClientRole(person, "realm-management", "realm-admin");
            provision();
        }
        assertThat(status("PUT", "/users/" + person.id() + "/reset-password", PASSWORD))
                .isEqualTo(204);
    }

    private static void provision() {
        Command.bash("line/bin/local provision").quietly().run().expectSuccess();
    }

    private static void assertUntouched(String id) {
        String path = "/users/" + id;
        assertThat(status("GET", path, "")).isEqualTo(200);
        assertThat(status("PUT", path + "/reset-password", PASSWORD)).isEqualTo(403);
        assertThat(status("PUT", path, "{\"email\":\"stolen@example.org\"}")).isEqualTo(403);
        assertThat(status(
                        "POST",
                        path + "/role-mappings/realm",
                        "[" + REALM.admin().role("admin") + "]"))
                .isEqualTo(403);
        assertThat(status("DELETE", path, "")).isEqualTo(403);
    }

    @Test
    void isNobodyInTheMasterRealmAndInTheLedger() {
        assertThat(RealmAdmin.inside("/admin/realms/master/users", ACCOUNT.token()))
                .isBetween(400, 499);
        ACCOUNT.get("/api/v1/deployments").expectProblem(401, "unauthenticated");
    }

    private static int status(String method, String path, String body) {
        return ACCOUNT.send(method, ADMIN_API + path, BodyPublishers.ofString(body), "Content-Type", "application/json")
                .status();
    }
}
