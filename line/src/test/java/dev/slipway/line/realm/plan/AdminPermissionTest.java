package dev.slipway.line.realm.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.realm.TheFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.authorization.Logic;
import org.keycloak.representations.idm.authorization.ScopePermissionRepresentation;

class AdminPermissionTest {
    private static final List<AdminPermission> ALL = TheFile.desired(Map.of()).permissions();
    private static final AdminPermission EVERYBODY = ALL.get(0);
    private static final AdminPermission ROLES = ALL.get(1);
    private static final AdminPermission SEEN = ALL.get(2);
    private static final AdminPermission DENIED = ALL.get(3);

    @Test
    void standsOnAPolicyForAnAccount() {
        assertThat(EVERYBODY.account()).isEqualTo("people");
        assertThat(EVERYBODY.policy("id").getName()).isEqualTo("account people, POSITIVE");
        assertThat(EVERYBODY.policy("id").getUsers()).containsExactly("id");
        assertThat(DENIED.policy("id").getName()).isEqualTo("account people, NEGATIVE");
        assertThat(DENIED.policy("id").getLogic()).isEqualTo(Logic.NEGATIVE);
    }

    @Test
    void speaksOfEverybodyWhereItNamesNobody() {
        ScopePermissionRepresentation permission = EVERYBODY
                .permission("policy", name -> Optional.empty(), Set.of("id of bob"))
                .orElseThrow();
        assertThat(permission.getResources()).isEmpty();
        assertThat(permission.getResourceType()).isEqualTo("Users");
        assertThat(permission.getScopes()).containsExactlyInAnyOrder("manage", "map-roles", "view");
        assertThat(permission.getPolicies()).containsExactly("policy");
    }

    @Test
    void speaksOfThoseWhoAreThere() {
        assertThat(DENIED.permission(
                                "policy",
                                name -> Optional.of("id of " + name).filter(id -> !name.equals("admin")),
                                Set.of("id of ann"))
                        .orElseThrow()
                        .getResources())
                .containsExactlyInAnyOrder(
                        "id of ann",
                        "id of service-account-agent",
                        "id of service-account-people",
                        "id of service-account-pipeline");
        assertThat(DENIED.isAboutPeople()).isTrue();
        assertThat(ROLES.isAboutPeople()).isFalse();
    }

    @Test
    void letsAdministratorsBeSeenAsTheyAreNotTouched() {
        assertThat(SEEN.permission("policy", name -> Optional.empty(), Set.of("id of ann"))
                        .orElseThrow()
                        .getResources())
                .containsExactly("id of ann");
    }

    @Test
    void speaksOfNobodyWhereAllAreGone() {
        assertThat(DENIED.permission("policy", name -> Optional.empty(), Set.of()))
                .isEmpty();
    }
}
