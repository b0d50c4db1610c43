package dev.slipway.line.realm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.file.LockFile;
import dev.slipway.line.realm.connection.RealmException;
import dev.slipway.line.setting.SecretFile;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineVerbTest {
    @TempDir
    Path state;

    @AutoClose
    final Stub keycloak = new Stub(request -> Stub.Reply.of(401, "{}"));

    private Settings settings;

    @BeforeEach
    void keep() throws IOException {
        // Keycloak's port belongs to the owner of this file.
        Files.createDirectories(state.resolve("keycloak"));
        Files.createFile(state.resolve("keycloak/login.conf"));
        Files.createDirectories(state.resolve("secrets"));
        Files.writeString(state.resolve("secrets/provisioner-client-secret"), "secret\n");
        settings = Settings.of(Map.of(
                "SLIPWAY_STATE",
                state.toString(),
                "SLIPWAY_KEYCLOAK_PORT",
                String.valueOf(keycloak.uri().getPort())));
    }

    private void reconcile() throws IOException {
        PipelineVerb.reconcile(
                settings,
                new PipelineClient("shop", null),
                new SecretFile(state.resolve("secrets/pipeline-shop-client-secret")));
    }

    /** Signing in by an ID token is one thing; another is that the ledger goes by what GitLab says of who ran the pipeline. */
    @Test
    void saysWhatIsLeftToDoForFourEyes() {
        PipelineClient.Gitlab gitlab = new PipelineClient.Gitlab("https://gitlab.example.org", "20");
        assertThat(PipelineVerb.job(gitlab, new PipelineClient("shop", gitlab), settings))
                .contains("SLIPWAY_JOB_TOKEN:\n        aud: https://mywebapp.localtest.me\n")
                .contains("SLIPWAY_GITLAB_ISSUERS=https://gitlab.example.org\n")
                .endsWith("PUT https://mywebapp.localtest.me/api/v1/services/shop/gitlab-project"
                        + " {\"gitlabProject\": 20, \"gitlabIssuer\": \"https://gitlab.example.org\"}");
    }

    /** Within one process, a lock that is held is an error, in place of a wait. */
    @Test
    void asksNothingWhileSecretsAreRotated() throws IOException {
        Path groups = Files.createDirectories(settings.groups());
        try (FileChannel rotation = LockFile.open(groups.resolve("lock"))) {
            rotation.lock();
            assertThatThrownBy(this::reconcile).isInstanceOf(OverlappingFileLockException.class);
            assertThat(keycloak.received()).isEmpty();
        }
        assertThatThrownBy(this::reconcile).isInstanceOf(RealmException.class);
        assertThat(keycloak.received()).isNotEmpty();
    }
}
