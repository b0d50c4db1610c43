package dev.slipway.line.realm.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.realm.TheFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

class RealmPlanTest {
    private final Desired desired = TheFile.desired(Map.of("SLIPWAY_BROWSER_FLOW", "browser"));

    private RealmRepresentation realm;
    private ClientProfilesRepresentation profiles;
    private ClientPoliciesRepresentation policies;
    private List<RoleRepresentation> roles;
    private List<ClientRepresentation> clients;

    @BeforeEach
    void haveWhatIsWanted() {
        realm = Trees.representation(desired.realm(), RealmRepresentation.class);
        profiles = Trees.representation(desired.file().path("clientProfiles"), ClientProfilesRepresentation.class);
        policies = Trees.representation(desired.file().path("clientPolicies"), ClientPoliciesRepresentation.class);
        roles = new ArrayList<>(desired.roles().stream()
                .map(role -> Trees.representation(role, RoleRepresentation.class))
                .toList());
        clients = new ArrayList<>(desired.clients().stream()
                .map(client -> Trees.representation(client, ClientRepresentation.class))
                .toList());
        for (ClientRepresentation client : clients) {
            client.setId("id of " + client.getClientId());
            client.setDefaultClientScopes(orEmpty(client.getDefaultClientScopes()));
            client.setOptionalClientScopes(orEmpty(client.getOptionalClientScopes()));
        }
    }

    private static List<String> orEmpty(List<String> scopes) {
        return scopes == null ? List.of() : scopes;
    }

    @Test
    void changesNothingWhereAllIsAsWanted() {
        assertThat(plan(desired)).isEmpty();
    }

    @Test
    void leavesWhatTheFileDoesNotName() {
        realm.setDisplayNameHtml("<b>Ours</b>");
        realm.setAttributes(Map.of("adminEventsExpiration", "34560000", "slipway.provisioned", "stamp"));
        roles.add(new RoleRepresentation("own", "", false));
        ClientRepresentation own = new ClientRepresentation();
        own.setClientId("own");
        clients.add(own);
        client("web-api").setDescription("Ours");
        policies.setPolicies(new ArrayList<>(policies.getPolicies()));
        policies.getPolicies().add(policy("own"));
        assertThat(plan(desired)).isEmpty();
    }

    @Test
    void bringsBackWhatWasChangedByHand() {
        realm.setAccessTokenLifespan(77);
        client("web-api").setRedirectUris(List.of("https://elsewhere.example.org/*"));
        roles.get(0).setDescription("something else");
        assertThat(plan(desired)).extracting(Change::what).containsExactly("realm", "role viewer", "client web-api");
        assertThat(plan(desired)).last().isInstanceOfSatisfying(Change.SetClient.class, change -> {
            assertThat(change.client().getId()).isEqualTo("id of web-api");
            assertThat(change.client().getRedirectUris()).containsExactly("value of SLIPWAY_LEDGER_URL/*");
        });
    }

    /** Else whoever wrote a commit could be renamed, and approve it as somebody else. */
    @Test
    void letsNobodyBeRenamed() {
        realm.setEditUsernameAllowed(true);
        assertThat(plan(desired))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.SetRealm.class,
                        change -> assertThat(change.realm().isEditUsernameAllowed())
                                .isFalse());
    }

    @Test
    void makesWhatIsMissing() {
        roles.remove(0);
        clients.remove(client("agent"));
        assertThat(plan(desired))
                .satisfiesExactly(
                        role -> assertThat(role).isInstanceOf(Change.MakeRole.class),
                        made -> assertThat(made)
                                .isInstanceOfSatisfying(
                                        Change.MakeClient.class,
                                        change -> assertThat(change.client().getDefaultClientScopes())
                                                .contains("service_account")));
    }

    @Test
    void setsScopesApart() {
        client("web-api").setDefaultClientScopes(List.of("basic", "email", "roles"));
        assertThat(plan(desired)).singleElement().isInstanceOfSatisfying(Change.SetScopes.class, change -> {
            assertThat(change.isDefault()).isTrue();
            assertThat(change.added()).containsExactly("profile");
            assertThat(change.removed()).containsExactly("email");
        });
    }

    @Test
    void leavesTheScopesOfAClientThatNamesNone() {
        client("wildfly-management").setDefaultClientScopes(List.of("basic"));
        assertThat(plan(desired)).isEmpty();
    }

    @Test
    void setsPoliciesAmongOthers() {
        policies.setPolicies(List.of(policy("own")));
        assertThat(plan(desired))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.SetPolicies.class,
                        change -> assertThat(change.policies().getPolicies())
                                .extracting(ClientPolicyRepresentation::getName)
                                .containsExactly("own", "no password grant"));
    }

    @Test
    void endsSessionsOnceWhereASecondFactorIsNewlyAskedFor() {
        Desired required = TheFile.desired(Map.of("SLIPWAY_BROWSER_FLOW", "slipway browser"));
        assertThat(plan(required))
                .satisfiesExactly(
                        change -> assertThat(change).isInstanceOf(Change.SetRealm.class),
                        change -> assertThat(change).isInstanceOf(Change.EndSessions.class));
        realm.setBrowserFlow("slipway browser");
        assertThat(plan(required)).isEmpty();
        assertThat(plan(desired)).singleElement().isInstanceOf(Change.SetRealm.class);
    }

    @Test
    void endsSessionsWhereARunWasCutOffBeforeItDid() {
        Desired required = TheFile.desired(Map.of("SLIPWAY_BROWSER_FLOW", "slipway browser"));
        assertThat(plan(required)).first().isInstanceOfSatisfying(Change.SetRealm.class, set -> realm = set.realm());
        assertThat(realm.getBrowserFlow()).isEqualTo("slipway browser");
        assertThat(plan(required)).singleElement().isInstanceOf(Change.EndSessions.class);
        assertThat(plan(desired))
                .as("where it is not asked for any more")
                .singleElement()
                .isInstanceOf(Change.SetRealm.class);
    }

    @Test
    void grantsExactlyTheRolesThatAreNamed() {
        Grant grant = new Grant(new Holder.ServiceAccount("agent"), null, Set.of("agent", "viewer"));
        assertThat(grant.change(Set.of("viewer", "agent"))).isEmpty();
        assertThat(grant.change(Set.of("viewer", "default-roles-slipway")))
                .contains(new Change.SetRoles(
                        grant, new TreeSet<>(Set.of("agent")), new TreeSet<>(Set.of("default-roles-slipway"))));
        assertThat(grant.holder().what()).isEqualTo("service account agent");
    }

    private List<Change> plan(Desired desired) {
        return RealmPlan.of(new Current(realm, new RealmRepresentation(), profiles, policies, roles, clients), desired);
    }

    private ClientRepresentation client(String name) {
        return clients.stream()
                .filter(client -> client.getClientId().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ClientPolicyRepresentation policy(String name) {
        ClientPolicyRepresentation policy = new ClientPolicyRepresentation();
        policy.setName(name);
        return policy;
    }
}
