package dev.slipway.line.realm.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.realm.plan.Trees;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubAdminApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.ClientRepresentation;

/** Any update of a client voids its former secret, unless Keycloak is told to keep that. */
class GroupClientTest {
    private static final String ROTATED = "client.secret.rotated";
    private static final ServiceClient SHOP = at("https://shop.example.org");

    @TempDir
    Path state;

    private ClientRepresentation there = there("secret");

    @AutoClose
    final StubAdminApi keycloak = new StubAdminApi(this::answer);

    private static ServiceClient at(String address) {
        return new ServiceClient("shop-production", "Web shop", address, List.of("customer"));
    }

    private static ClientRepresentation there(String secret) {
        ClientRepresentation client = SHOP.client(secret);
        client.setId("id-1");
        client.setDefaultClientScopes(List.of("profile"));
        return client;
    }

    private static ClientRepresentation rotated() {
        ClientRepresentation client = there("new");
        GroupClient.attribute(client, ROTATED, "old");
        return client;
    }

    private Stub.Reply answer(Stub.Received request) {
        return switch (request.line()) {
            case "GET " + StubAdminApi.REALM + "/clients" -> Stub.Reply.of(200, "[" + Trees.tree(there) + "]");
            case "GET " + StubAdminApi.REALM + "/client-policies/policies" -> Stub.Reply.of(200, "{\"policies\": []}");
            case "GET " + StubAdminApi.REALM + "/client-policies/profiles" -> Stub.Reply.of(200, "{\"profiles\": []}");
            default -> Stub.Reply.of(204, "");
        };
    }

    private void reconcile(ClientRepresentation desired) throws IOException {
        keycloak.inRealm(state, realm -> GroupClient.reconcile(realm, desired));
    }

    @Test
    void changesNothingWhereNothingDiffers() {
        assertThat(GroupClient.change(there("secret"), SHOP.client("secret"))).isEmpty();
        ManagementClients management =
                new ManagementClients("shop-production", "Web shop", List.of("https://admin.example.org"));
        ClientRepresentation made = management.management("secret");
        made.setProtocolMappers(null);
        assertThat(GroupClient.change(made, management.management("secret"))).isEmpty();
    }

    @Test
    void setsAnotherSecret() {
        assertThat(GroupClient.change(there("secret"), SHOP.client("another")))
                .hasValueSatisfying(client -> assertThat(client.getSecret()).isEqualTo("another"));
        assertThat(GroupClient.change(rotated(), SHOP.client("another")))
                .as("neither of the two")
                .hasValueSatisfying(client -> assertThat(client.getSecret()).isEqualTo("another"));
    }

    @Test
    void leavesASecretThatIsBeingRotated() {
        assertThat(GroupClient.change(rotated(), SHOP.client("old")))
                .as("before the switch")
                .isEmpty();
        assertThat(GroupClient.change(rotated(), SHOP.client("new")))
                .as("after it")
                .isEmpty();
        assertThat(GroupClient.change(rotated(), at("https://other.example.org").client("old")))
                .hasValueSatisfying(client -> {
                    assertThat(client.getSecret()).isEqualTo("new");
                    assertThat(client.getAttributes()).containsEntry(ROTATED, "old");
                    assertThat(client.getBaseUrl()).isEqualTo("https://other.example.org/");
                });
    }

    @Test
    void sendsNothingWhereNothingDiffers() throws IOException {
        reconcile(SHOP.client("secret"));
        assertThat(keycloak.changes()).isEmpty();
    }

    @Test
    void sendsWhatDiffers() throws IOException {
        reconcile(at("https://other.example.org").client("secret"));
        assertThat(keycloak.changes())
                .extracting(Stub.Received::line)
                .containsExactly("PUT " + StubAdminApi.REALM + "/clients/id-1");
    }

    @Test
    void keepsBothSecretsWhereAnotherSettingChanges() throws IOException {
        there = rotated();
        reconcile(at("https://other.example.org").client("old"));
        assertThat(keycloak.changes())
                .extracting(Stub.Received::line)
                .as("the update while the policy is in force")
                .containsExactly(
                        "PUT " + StubAdminApi.REALM + "/client-policies/profiles",
                        "PUT " + StubAdminApi.REALM + "/client-policies/policies",
                        "PUT " + StubAdminApi.REALM + "/clients/id-1");
        assertThat(keycloak.changes().get(1).body()).contains("slipway rotate");
    }
}
