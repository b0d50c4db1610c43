package dev.slipway.line.realm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RoleRepresentation;

class ServiceClientTest {
    private static final ServiceClient SHOP =
            new ServiceClient("shop-production", "Web shop", "https://shop.example.org", List.of("customer"));

    @Test
    void isEnabledAgainWhenItsServiceIsDefinedAgain() {
        assertThat(SHOP.client("secret").isEnabled()).isTrue();
    }

    @Test
    void deletesOnlyRolesThatADefinitionListed() {
        assertThat(SHOP.unlisted(List.of(
                        new RoleRepresentation("customer", "of shop-production", false),
                        new RoleRepresentation("clerk", "of shop-production", false),
                        new RoleRepresentation("auditor", "added in the console", false),
                        new RoleRepresentation("support", null, false))))
                .containsExactly("clerk");
    }
}
