package dev.slipway.line.realm.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.realm.TheFile;
import dev.slipway.line.realm.secondfactor.TotpSecret;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

class DesiredTest {
    private static final Desired DESIRED = TheFile.desired(Map.of("SLIPWAY_BROWSER_FLOW", "browser"));

    /** Else Keycloak's client would leave it out, and say nothing. */
    @Test
    void isAllKnownToKeycloaksClient() throws IOException {
        RealmRepresentation realm = Desired.whole(TheFile.PATH, TheFile.placeholders(Map.of()), List.of());
        assertThat(realm.getClients()).hasSize(8);
        assertThat(realm.getAuthenticationFlows()).hasSize(4);
        assertThat(realm.isAdminPermissionsEnabled()).isTrue();
        assertThat(realm.getParsedClientPolicies().getPolicies()).hasSize(1);
    }

    @Test
    void isWithoutPeopleInARealmThatIsThere() {
        assertThat(DESIRED.file().path("users")).hasSize(3);
        assertThat(DESIRED.file().toString()).doesNotContain("ADMIN_PASSWORD");
    }

    @Test
    void givesTheFirstAdminASecondFactorBesideThePassword() throws IOException {
        CredentialRepresentation factor = new TotpSecret("secret").credential();
        RealmRepresentation realm = Desired.whole(TheFile.PATH, TheFile.placeholders(Map.of()), List.of(factor));
        UserRepresentation admin = realm.getUsers().get(0);
        assertThat(admin.getUsername()).isEqualTo("admin");
        assertThat(admin.getCredentials())
                .extracting(CredentialRepresentation::getType)
                .containsExactly("password", "otp");
        assertThat(realm.getUsers().get(1).getCredentials()).isNull();
    }

    @Test
    void hasADigestThatTellsItsValuesApart() {
        assertThat(DESIRED.digest())
                .matches("[0-9a-f]{64}")
                .isEqualTo(TheFile.desired(Map.of("SLIPWAY_BROWSER_FLOW", "browser"))
                        .digest())
                .isNotEqualTo(TheFile.desired(Map.of("SLIPWAY_BROWSER_FLOW", "slipway browser"))
                        .digest())
                .isEqualTo(
                        TheFile.desired(Map.of("SLIPWAY_BROWSER_FLOW", "browser", "SLIPWAY_ADMIN_PASSWORD", "another"))
                                .digest());
    }

    @Test
    void asksForASecondFactorByItsFlow() {
        assertThat(DESIRED.asksForSecondFactor()).isFalse();
        assertThat(TheFile.desired(Map.of("SLIPWAY_BROWSER_FLOW", "slipway browser"))
                        .asksForSecondFactor())
                .isTrue();
    }

    @Test
    void givesTheRealmNothingThatIsSettledApart() {
        assertThat(DESIRED.realm().has("bruteForceProtected")).isTrue();
        assertThat(DESIRED.realm().has("clients")).isFalse();
        assertThat(DESIRED.realm().has("roles")).isFalse();
        assertThat(DESIRED.roles()).allMatch(role -> role.has("name") && !role.has("composites"));
    }

    /** The gate knows people by these. */
    @Test
    void letsOnlyAdminsChangeNamesAndAddresses() {
        assertThat(DESIRED.attributesOfAdmins()).containsExactlyInAnyOrder("email", "username");
    }

    @Test
    void saysWhoHasWhichRoles() {
        assertThat(DESIRED.grants())
                .contains(
                        new Grant(new Holder.Role("admin"), null, Set.of("approver", "deployer")),
                        new Grant(new Holder.Role("viewer"), null, Set.of()),
                        new Grant(new Holder.ClientScope("pipeline"), null, Set.of("deployer")),
                        new Grant(new Holder.ClientScope("people"), "realm-management", Set.of("query-users")),
                        new Grant(new Holder.ServiceAccount("agent"), null, Set.of("agent", "viewer")),
                        new Grant(new Holder.ServiceAccount("people"), null, Set.of()),
                        new Grant(new Holder.ServiceAccount("people"), "realm-management", Set.of("query-users")))
                .as("the roles that are a part of it are those of services")
                .noneMatch(grant -> grant.holder().equals(new Holder.Role("services")));
    }
}
