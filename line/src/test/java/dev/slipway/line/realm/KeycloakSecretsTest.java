package dev.slipway.line.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.realm.connection.Connection;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakSecretsTest {
    private static final String TOKEN = "POST /realms/master/protocol/openid-connect/token";

    @TempDir
    Path state;

    /** The one secret that Keycloak accepts. */
    private String accepted = "";

    @AutoClose
    final Stub keycloak = new Stub(this::answer);

    private Path file;
    private Path next;

    @BeforeEach
    void keep() throws IOException {
        // Keycloak's port belongs to the owner of this file.
        Files.createDirectories(state.resolve("keycloak"));
        Files.createFile(state.resolve("keycloak/login.conf"));
        next = Files.createDirectories(state.resolve("secrets/rotation")).resolve("provisioner-client-secret.next");
        file = Files.writeString(state.resolve("secrets/provisioner-client-secret"), "former\n");
    }

    private Stub.Reply answer(Stub.Received request) {
        String login = Base64.getEncoder()
                .encodeToString(("slipway-provisioner:" + accepted).getBytes(StandardCharsets.UTF_8));
        return request.line().equals(TOKEN)
                        && ("Basic " + login).equals(request.headers().get("Authorization"))
                ? Stub.Reply.of(200, "{\"access_token\": \"token\", \"expires_in\": 60}")
                : Stub.Reply.of(401, "{\"error\": \"unauthorized_client\"}");
    }

    @Test
    void takesTheNextOneThatKeycloakHasAlready() throws IOException {
        accepted = "next";
        Files.writeString(next, "next\n");
        KeycloakSecrets.takeNext(settings());
        assertThat(Files.readString(file)).isEqualTo("next\n");
        assertThat(next).doesNotExist();
        assertThat(new Connection(settings()).isSecretValid()).isTrue();
    }

    @Test
    void leavesTheNextOneThatKeycloakHasNotYet() throws IOException {
        accepted = "former";
        Files.writeString(next, "next\n");
        KeycloakSecrets.takeNext(settings());
        assertThat(Files.readString(file)).isEqualTo("former\n");
        assertThat(next).exists();
    }

    @Test
    void takesNothingThatKeycloakRefuses() throws IOException {
        accepted = "another";
        Files.writeString(next, "next\n");
        KeycloakSecrets.takeNext(settings());
        assertThat(Files.readString(file)).isEqualTo("former\n");
        assertThat(next).exists();
    }

    @Test
    void asksNothingWithoutARotation() throws IOException {
        KeycloakSecrets.takeNext(settings());
        assertThat(keycloak.received()).isEmpty();
    }

    private Settings settings() throws IOException {
        return Settings.of(Map.of(
                "SLIPWAY_STATE",
                state.toString(),
                "SLIPWAY_KEYCLOAK_PORT",
                String.valueOf(keycloak.uri().getPort())));
    }
}
