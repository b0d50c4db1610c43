package dev.slipway.line.realm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;

class ManagementClientsTest {
    private static final String CONSOLE = "https://admin-shop-production-1.example.org";
    private static final ManagementClients SHOP =
            new ManagementClients("shop-production", "Web shop", List.of(CONSOLE));

    @Test
    void givesTokensForThatGroupAlone() {
        assertThat(Stream.of(SHOP.console(), SHOP.cli()))
                .allSatisfy(client -> assertThat(client.getProtocolMappers())
                        .filteredOn(mapper -> mapper.getProtocolMapper().equals("oidc-audience-mapper"))
                        .extracting(mapper -> mapper.getConfig().get("included.client.audience"))
                        .containsExactly("shop-production.management"))
                .allSatisfy(client -> assertThat(client.isFullScopeAllowed()).isFalse());
    }

    @Test
    void leadsToItsOwnWorkersAndToNobodyElses() {
        assertThat(SHOP.console().getRedirectUris()).containsExactly(CONSOLE + "/console/*");
        assertThat(SHOP.console().getWebOrigins()).containsExactly(CONSOLE);
        assertThat(SHOP.cli().getRedirectUris()).containsExactly("http://127.0.0.1/callback");
    }

    @Test
    void givesTheWorkersNoTokens() {
        ClientRepresentation workers = SHOP.management("secret");
        assertThat(workers.isBearerOnly()).isTrue();
        assertThat(workers.isStandardFlowEnabled()).isFalse();
        assertThat(workers.isServiceAccountsEnabled()).isFalse();
        assertThat(workers.isDirectAccessGrantsEnabled()).isFalse();
    }

    @Test
    void isToldFromAnotherByItsDigest() {
        ManagementClients more = new ManagementClients(
                "shop-production", "Web shop", List.of(CONSOLE, "https://admin-shop-production-2.example.org"));
        assertThat(SHOP.digest())
                .hasSize(64)
                .isEqualTo(new ManagementClients("shop-production", "Web shop", List.of(CONSOLE)).digest())
                .isNotEqualTo(more.digest());
    }

    /** The digest before this one was also that of clients with a former domain's addresses, or a secret that their workers do not have. */
    @Test
    void isMadeAgainWhereAnEarlierVersionHasMadeIt() {
        assertThat(SHOP.digest())
                .as("with other rules, another number in it")
                .isEqualTo("b1fe273634550ae49731f69ca124128a6b89599244f0644ad7a1e99ca2333761");
    }
}
