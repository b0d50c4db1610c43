package dev.slipway.line.realm.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.realm.plan.Trees;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubAdminApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/** Any update of a client voids its former secret, unless Keycloak is told to keep that. */
class GroupClientTest {
    private static final String CHANGE = "PUT " + StubAdminApi.REALM + "/clients/id-1";
    private static final String POLICIES = StubAdminApi.REALM + "/client-policies/policies";
    private static final String PROFILES = StubAdminApi.REALM + "/client-policies/profiles";
    private static final List<String> WITH_POLICY =
            List.of("PUT " + PROFILES, "PUT " + POLICIES, CHANGE, "PUT " + POLICIES, "PUT " + PROFILES);
    private static final int AT_A_TIME = 8;
    private static final String ROTATED = "client.secret.rotated";
    private static final ServiceClient SHOP = at("https://shop.example.org");

    @TempDir
    Path state;

    /** The client that is there, as JSON. */
    private String there = json(there("secret"));

    private String policies = "{\"policies\": []}";
    private String profiles = "{\"profiles\": []}";

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

    private static String json(ClientRepresentation client) {
        return Trees.tree(client).toString();
    }

    /** As in Keycloak, an update leaves the mappers that it lists, and no others. */
    private Stub.Reply answer(Stub.Received request) {
        return switch (request.line()) {
            case "GET " + StubAdminApi.REALM + "/clients" -> Stub.Reply.of(200, "[" + there + "]");
            case CHANGE -> {
                there = request.body();
                yield Stub.Reply.of(204, "");
            }
            case "POST " + StubAdminApi.REALM + "/clients/id-1/protocol-mappers/add-models" ->
                Stub.Reply.of(409, "{\"errorMessage\": \"Protocol mapper exists with same name\"}");
            case "GET " + POLICIES -> Stub.Reply.of(200, policies);
            case "GET " + PROFILES -> Stub.Reply.of(200, profiles);
            case "PUT " + POLICIES -> {
                policies = request.body();
                yield Stub.Reply.of(204, "");
            }
            case "PUT " + PROFILES -> {
                profiles = request.body();
                yield Stub.Reply.of(204, "");
            }
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
        assertThat(keycloak.changes()).extracting(Stub.Received::line).containsExactly(CHANGE);
    }

    @Test
    void keepsTheMappersThatSomebodyAdded() throws IOException {
        ClientRepresentation client = there("secret");
        client.setProtocolMappers(with(client.getProtocolMappers(), "department"));
        assertThat(GroupClient.change(client, SHOP.client("secret"))).isEmpty();
        there = json(client);
        reconcile(at("https://other.example.org").client("secret"));
        assertThat(mappers()).containsExactlyInAnyOrder("roles", "client roles", "department");
    }

    @Test
    void restoresAMapperThatIsMissing() throws IOException {
        ClientRepresentation client = there("secret");
        client.setProtocolMappers(with(List.of(), "department"));
        there = json(client);
        reconcile(SHOP.client("secret"));
        assertThat(mappers()).containsExactlyInAnyOrder("roles", "client roles", "department");
        assertThat(keycloak.changes()).extracting(Stub.Received::line).containsExactly(CHANGE);
    }

    private static List<ProtocolMapperRepresentation> with(List<ProtocolMapperRepresentation> mappers, String name) {
        List<ProtocolMapperRepresentation> more = new ArrayList<>(mappers);
        more.add(GroupClient.mapper(name, "oidc-usermodel-attribute-mapper", Map.of("claim.name", name)));
        return more;
    }

    private List<String> mappers() throws IOException {
        return Trees.JSON.readTree(there).path("protocolMappers").findValuesAsText("name");
    }

    @Test
    void keepsBothSecretsWhereAnotherSettingChanges() throws IOException {
        there = json(rotated());
        reconcile(at("https://other.example.org").client("old"));
        assertThat(keycloak.changes())
                .extracting(Stub.Received::line)
                .as("the update while the policy is in force")
                .isEqualTo(WITH_POLICY);
        assertThat(keycloak.changes().get(1).body()).contains("slipway rotate");
    }

    /** Several groups are provisioned at a time: none may end the policy of another, or have it for itself. */
    @Test
    void keepsBothSecretsOfSeveralClientsAtATime() {
        there = json(rotated());
        List<CompletableFuture<Void>> changes = IntStream.range(0, AT_A_TIME)
                .mapToObj(i -> CompletableFuture.runAsync(() -> reconcile(i), lane -> new Thread(lane).start()))
                .toList();
        changes.forEach(CompletableFuture::join);
        assertThat(keycloak.changes())
                .extracting(Stub.Received::line)
                .isEqualTo(Stream.generate(() -> WITH_POLICY)
                        .limit(AT_A_TIME)
                        .flatMap(List::stream)
                        .toList());
    }

    private void reconcile(int line) {
        ClientRepresentation desired =
                at("https://shop-" + line + ".example.org").client("old");
        try {
            keycloak.inRealm(state.resolve("" + line), realm -> GroupClient.reconcile(realm, desired));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
