package dev.slipway.line.realm.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubAdminApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPipelineTest {
    private static final String CLIENTS = StubAdminApi.REALM + "/clients";

    @TempDir
    Path state;

    @TempDir
    Path secrets;

    @AutoClose
    final StubAdminApi keycloak = new StubAdminApi(this::answer);

    /** The client that is there, as JSON. */
    private String there = "";

    private Stub.Reply answer(Stub.Received request) {
        return switch (request.line()) {
            case "GET " + CLIENTS -> Stub.Reply.of(200, "[" + there + "]");
            case "POST " + CLIENTS ->
                new Stub.Reply(201, "", Map.of("Location", "http://127.0.0.1" + CLIENTS + "/id-1"));
            case "GET " + StubAdminApi.REALM + "/users/id-2/role-mappings/realm" -> Stub.Reply.of(200, "[]");
            default ->
                request.method().equals("GET")
                        ? Stub.Reply.of(200, "{\"id\": \"id-2\", \"name\": \"slipway.deployer\"}")
                        : Stub.Reply.of(204, "");
        };
    }

    private void reconcile() throws IOException {
        keycloak.inRealm(state, realm -> OwnPipeline.reconcile(realm, secrets));
    }

    private void prepare() throws IOException {
        Files.writeString(secrets.resolve("pipeline-slipway-client-secret"), "of prepare\n");
    }

    @Test
    void hasTheSecretThatPrepareMade() throws IOException {
        prepare();
        reconcile();
        assertThat(keycloak.received("POST " + CLIENTS))
                .singleElement()
                .satisfies(made -> assertThat(made.body())
                        .contains("\"pipeline-slipway\"")
                        .containsPattern("\"secret\"\\s*:\\s*\"of prepare\""));
    }

    @Test
    void isNotMadeWithoutOne() throws IOException {
        reconcile();
        assertThat(keycloak.changes()).isEmpty();
    }

    /** Somebody has called {@code slipway pipeline slipway --gitlab}. */
    @Test
    void goesOnSigningInByIdTokens() throws IOException {
        prepare();
        there =
                "{\"id\": \"id-1\", \"clientId\": \"pipeline-slipway\", \"clientAuthenticatorType\": \"federated-jwt\"}";
        reconcile();
        assertThat(keycloak.changes()).isEmpty();
    }
}
