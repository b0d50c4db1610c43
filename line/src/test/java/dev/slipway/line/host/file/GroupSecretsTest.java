package dev.slipway.line.host.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupSecretsTest {
    @TempDir
    Path state;

    @Test
    void areOfGroupsThatAreMadeOrWhoseRotationWasCutOff() throws IOException {
        make("shop-production", "MAKING");
        Path rotation = Files.createDirectories(state.resolve("groups/shop-production/secrets/rotation"));
        make("shop-staging", "READY");
        make("new-production", "MAKING");
        assertThat(groups().groups()).containsExactly("shop-staging");
        Files.writeString(rotation.resolve("database-password.former"), "secret");
        assertThat(groups().groups()).containsExactly("shop-production", "shop-staging");
    }

    private void make(String group, String progress) throws IOException {
        Path folder = Files.createDirectories(state.resolve("groups").resolve(group));
        Files.writeString(
                folder.resolve("made.json"),
                "{\"ask\":\"a\",\"progress\":\"" + progress + "\",\"workers\":{},\"failures\":0}");
    }

    private GroupSecrets groups() throws IOException {
        return new GroupSecrets(
                Settings.of(Map.of("SLIPWAY_STATE", state.toString(), "SLIPWAY_ROOT", state.toString())));
    }
}
