package dev.slipway.line.realm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.realm.client.PipelineClient.Gitlab;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;

class PipelineClientTest {
    private static final Gitlab GITLAB = new Gitlab("https://gitlab.example.org:8443/Team/", "20");

    @Test
    void maySignInForOneServiceAlone() {
        ClientRepresentation client = new PipelineClient("shop", null).withSecret("hidden");
        assertThat(client.getClientId()).isEqualTo("pipeline-shop");
        assertThat(client.getSecret()).isEqualTo("hidden");
        assertThat(client.isFullScopeAllowed()).isFalse();
        assertThat(client.isPublicClient()).isFalse();
        assertThat(client.getAttributes())
                .containsEntry("access.token.lifespan", "")
                .containsEntry("jwt.credential.issuer", "")
                .containsEntry("jwt.credential.sub", "");
        assertThat(new PipelineClient("shop", null).role().getName()).isEqualTo("shop.deployer");
        assertThat(new PipelineClient("shop", null).group()).isEqualTo("/services/shop/deployers");
    }

    @Test
    void takesTheIdTokenOfOneProject() {
        ClientRepresentation client = new PipelineClient("shop", GITLAB).withIdToken(GITLAB);
        assertThat(client.getSecret()).isNull();
        assertThat(client.getClientAuthenticatorType()).isEqualTo("federated-jwt");
        assertThat(client.getAttributes())
                .containsEntry("jwt.credential.issuer", "gitlab-gitlab-example-org-8443--eam")
                .containsEntry("jwt.credential.sub", "project_id:20:ref_protected:true")
                .containsEntry("access.token.lifespan", "3600");
    }

    /** Keycloak finds a client by the issuer and the subject of a token, and accepts it for neither of two. */
    @Test
    void sharesTheIdTokensOfAProjectWithNoOtherClient() {
        PipelineClient cart = new PipelineClient("cart", GITLAB);
        ClientRepresentation shop = new PipelineClient("shop", GITLAB).withIdToken(GITLAB);
        ClientRepresentation plain = new ClientRepresentation();
        plain.setClientId("plain");
        assertThat(cart.rival(GITLAB, List.of(plain, shop))).contains("pipeline-shop");
        assertThat(cart.rival(GITLAB, List.of(cart.withIdToken(GITLAB))))
                .as("itself")
                .isEmpty();
        assertThat(cart.rival(GITLAB, List.of(new PipelineClient("shop", null).withSecret("hidden"))))
                .as("one with a secret")
                .isEmpty();
        assertThat(cart.rival(new Gitlab(GITLAB.url(), "21"), List.of(shop)))
                .as("another project")
                .isEmpty();
        assertThat(cart.rival(new Gitlab("https://gitlab.example.com", "20"), List.of(shop)))
                .as("another GitLab")
                .isEmpty();
    }

    @Test
    void trustsAGitlabForClientsAndNotForPeople() {
        IdentityProviderRepresentation issuer = GITLAB.issuer();
        assertThat(issuer.isLinkOnly()).isTrue();
        assertThat(issuer.isHideOnLogin()).isTrue();
        assertThat(issuer.getConfig())
                .containsEntry("issuer", "https://gitlab.example.org:8443/Team")
                .containsEntry("jwksUrl", "https://gitlab.example.org:8443/Team/oauth/discovery/keys")
                .containsEntry("supportsClientAssertionReuse", "false");
    }

    /** An alias has letters and digits only, and hyphens for everything else. */
    @Test
    void tellsGitlabsApartThatHaveTheSameAlias() {
        Gitlab dots = new Gitlab("https://git.lab.example.org", "20");
        Gitlab hyphen = new Gitlab("https://git-lab.example.org", "20");
        assertThat(hyphen.alias()).isEqualTo(dots.alias());
        assertThat(hyphen.rival(dots.issuer())).contains("https://git.lab.example.org");
        assertThat(dots.rival(dots.issuer())).as("itself").isEmpty();
        assertThat(dots.rival(new IdentityProviderRepresentation()))
                .as("without an issuer")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Shop", "1shop", "shop/x", "shop x"})
    void isForAService(String name) {
        assertThatThrownBy(() -> new PipelineClient(name, null)).hasMessageContaining("is not the name of a service");
    }

    @ParameterizedTest
    @CsvSource({
        "http://gitlab.example.org, 20, not the https address",
        "https://gitlab.example.org/?x, 20, not the https address",
        "http://localhost.example.org, 20, not the https address",
        "https://gitlab.example.org, group/shop, not the number of a project",
        "http://127.0.0.1:8080, 0, not the number of a project"
    })
    void refusesAnotherIssuer(String url, String project, String message) {
        assertThatThrownBy(() -> new Gitlab(url, project)).hasMessageContaining(message);
    }
}
