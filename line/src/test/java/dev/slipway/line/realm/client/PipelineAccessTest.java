package dev.slipway.line.realm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.realm.client.PipelineClient.Gitlab;
import dev.slipway.line.realm.connection.RealmException;
import dev.slipway.line.realm.plan.Trees;
import dev.slipway.line.setting.SecretFile;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubAdminApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.ClientRepresentation;

class PipelineAccessTest {
    private static final String CHANGE = "PUT " + StubAdminApi.REALM + "/clients/id-1";
    private static final String CREATION = "POST " + StubAdminApi.REALM + "/clients";
    private static final String POLICIES = StubAdminApi.REALM + "/client-policies/policies";
    private static final String PROFILES = StubAdminApi.REALM + "/client-policies/profiles";
    private static final Gitlab GITLAB = new Gitlab("https://git.lab.example.org", "20");

    @TempDir
    Path state;

    /** The issuer of the identity provider that is there. */
    private String issuer = GITLAB.url();

    @AutoClose
    final StubAdminApi keycloak = new StubAdminApi(this::answer);

    /** The client that is there, as JSON. */
    private String there = "{\"id\": \"id-1\", \"clientId\": \"pipeline-shop\"}";

    /** How Keycloak answers the change of the client. */
    private int status = 500;

    private Path secret;

    @BeforeEach
    void keep() throws IOException {
        secret = Files.writeString(state.resolve("pipeline-shop-client-secret"), "secret\n");
    }

    private Stub.Reply answer(Stub.Received request) {
        return switch (request.line()) {
            case "GET " + StubAdminApi.REALM + "/clients" -> Stub.Reply.of(200, "[" + there + "]");
            case "GET " + POLICIES -> Stub.Reply.of(200, "{\"policies\": []}");
            case "GET " + PROFILES -> Stub.Reply.of(200, "{\"profiles\": []}");
            case "GET " + StubAdminApi.REALM + "/identity-provider/instances/gitlab-git-lab-example-org" ->
                Stub.Reply.of(
                        200,
                        "{\"alias\": \"gitlab-git-lab-example-org\", \"config\": {\"issuer\": \"" + issuer + "\"}}");
            case CHANGE -> Stub.Reply.of(status, "");
            case CREATION ->
                new Stub.Reply(201, "", Map.of("Location", "http://127.0.0.1" + StubAdminApi.REALM + "/clients/id-1"));
            case "GET " + StubAdminApi.REALM + "/clients/id-1/service-account-user" ->
                Stub.Reply.of(200, "{\"id\": \"id-3\"}");
            case "GET " + StubAdminApi.REALM + "/users/id-3/role-mappings/realm" -> Stub.Reply.of(200, "[]");
            default ->
                request.method().equals("GET")
                        ? Stub.Reply.of(200, "{\"id\": \"id-2\", \"name\": \"shop.deployer\"}")
                        : Stub.Reply.of(204, "");
        };
    }

    private void reconcile() throws IOException {
        reconcileWith(GITLAB);
    }

    private void reconcileWith(@Nullable Gitlab gitlab) throws IOException {
        PipelineClient shop = new PipelineClient("shop", gitlab);
        keycloak.inRealm(state, realm -> new PipelineAccess(realm, shop, new SecretFile(secret)).reconcile());
    }

    @Test
    void changesNothingWhereTheAliasIsAnotherGitlabs() {
        issuer = "https://git-lab.example.org";
        assertThatThrownBy(this::reconcile)
                .isInstanceOf(RealmException.class)
                .hasMessageContaining("https://git-lab.example.org")
                .hasMessageContaining("https://git.lab.example.org");
        assertThat(keycloak.changes()).isEmpty();
        assertThat(secret).exists();
    }

    @Test
    void createsTheClientThatIsMissing() throws IOException {
        there = "";
        reconcileWith(null);
        assertThat(keycloak.received(CREATION))
                .singleElement()
                .satisfies(made -> assertThat(made.body()).contains("\"pipeline-shop\""));
        assertThat(keycloak.received(CHANGE)).isEmpty();
    }

    @Test
    void keepsTheSecretUntilKeycloakHasTakenTheChange() throws IOException {
        assertThatThrownBy(this::reconcile).isInstanceOf(RealmException.class).hasMessageContaining("500");
        assertThat(keycloak.received(CHANGE)).hasSize(1);
        assertThat(secret).exists();
        status = 204;
        reconcile();
        assertThat(secret).doesNotExist();
    }

    /** The client with a secret, in the midst of a rotation: Keycloak accepts the file's and the next one. */
    private static ClientRepresentation rotating() {
        ClientRepresentation client = new PipelineClient("shop", null).withSecret("next");
        client.setId("id-1");
        client.setAttributes(Map.of("client.secret.rotated", "secret"));
        return client;
    }

    @Test
    void changesNothingOfAClientThatDiffersInNothing() throws IOException {
        there = Trees.tree(rotating()).toString();
        reconcileWith(null);
        assertThat(keycloak.received(CHANGE)).isEmpty();
        assertThat(secret).hasContent("secret");
    }

    @Test
    void keepsBothSecretsWhereAnotherSettingChanges() throws IOException {
        status = 204;
        ClientRepresentation client = rotating();
        client.setName("Shop");
        there = Trees.tree(client).toString();
        reconcileWith(null);
        assertThat(keycloak.changes())
                .extracting(Stub.Received::line)
                .as("the update while the policy is in force")
                .containsSubsequence("PUT " + PROFILES, "PUT " + POLICIES, CHANGE);
        assertThat(keycloak.received(CHANGE))
                .singleElement()
                .satisfies(change -> assertThat(change.body())
                        .containsPattern("\"secret\"\\s*:\\s*\"next\"")
                        .containsPattern("\"client.secret.rotated\"\\s*:\\s*\"secret\""));
        assertThat(secret).hasContent("secret");
    }

    /** A new file is how somebody asks for another secret. */
    @Test
    void voidsBothSecretsWhereTheFileHasAnother() throws IOException {
        status = 204;
        there = Trees.tree(rotating()).toString();
        Files.writeString(secret, "another\n");
        reconcileWith(null);
        assertThat(keycloak.received("PUT " + POLICIES)).isEmpty();
        assertThat(keycloak.received(CHANGE))
                .singleElement()
                .satisfies(change -> assertThat(change.body()).containsPattern("\"secret\"\\s*:\\s*\"another\""));
    }
}
