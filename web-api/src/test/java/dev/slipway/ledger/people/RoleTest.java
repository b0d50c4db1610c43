package dev.slipway.ledger.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What somebody has that the page of the people did not grant. */
class RoleTest {

    @Test
    void isNotElsewhereWhatWasGrantedHereOrComesWithIt() {
        assertThat(Role.elsewhere(List.of(Role.ADMIN), Set.of("admin", "approver", "deployer", "viewer")))
                .isEmpty();
        assertThat(Role.elsewhere(List.of(), Set.of("default-roles-slipway", "offline_access")))
                .isEmpty();
    }

    @Test
    void isElsewhereByAGroup() {
        assertThat(Role.elsewhere(List.of(Role.DEPLOYER), Set.of("admin", "approver", "deployer", "viewer")))
                .containsExactly("admin");
        assertThat(Role.elsewhere(List.of(), Set.of("approver", "deployer", "viewer")))
                .containsExactly("deployer", "approver");
        assertThat(Role.elsewhere(List.of(), Set.of("viewer"))).containsExactly("viewer");
    }

    @Test
    void isElsewhereOfAService() {
        assertThat(Role.elsewhere(List.of(), Set.of("shop.deployer", "blog.deployer", "viewer")))
                .containsExactly("blog.deployer", "shop.deployer");
        assertThat(Role.elsewhere(List.of(Role.VIEWER), Set.of("shop.deployer", "viewer")))
                .containsExactly("shop.deployer");
        assertThat(Role.elsewhere(List.of(), Set.of("approver", "shop.deployer", "viewer")))
                .containsExactly("approver", "shop.deployer");
    }
}
