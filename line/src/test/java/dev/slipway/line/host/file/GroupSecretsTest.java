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
        make("shop-production", "MAKING", "\"m\"");
        make("shop-staging", "READY", "\"m\"");
        make("new-production", "MAKING", "null");
        assertThat(groups().groups()).containsExactly("shop-staging");
        cutOff("shop-production");
        assertThat(groups().groups()).containsExactly("shop-production", "shop-staging");
    }

    @Test
    void areNotOfGroupsThatWereRemovedWhileHalfRotated() throws IOException {
        make("kept-production", "REMOVED", "null");
        cutOff("kept-production");
        make("dropped-production", "DROPPED", "null");
        cutOff("dropped-production");
        make("going-production", "MAKING", "null");
        cutOff("going-production");
        assertThat(groups().groups()).isEmpty();
        make("kept-production", "READY", "\"m\"");
        assertThat(groups().groups()).as("made again").containsExactly("kept-production");
    }

    private void make(String group, String progress, String management) throws IOException {
        Path folder = Files.createDirectories(state.resolve("groups").resolve(group));
        Files.writeString(
                folder.resolve("made.json"),
                "{\"ask\":\"a\",\"progress\":\"" + progress + "\",\"workers\":{},\"management\":" + management
                        + ",\"failures\":0}");
    }

    /** A rotation, after its secret was switched. */
    private void cutOff(String group) throws IOException {
        Path rotation =
                Files.createDirectories(state.resolve("groups").resolve(group).resolve("secrets/rotation"));
        Files.writeString(rotation.resolve("database-password.former"), "secret");
    }

    private GroupSecrets groups() throws IOException {
        return new GroupSecrets(
                Settings.of(Map.of("SLIPWAY_STATE", state.toString(), "SLIPWAY_ROOT", state.toString())));
    }
}
