package dev.slipway.line.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupRequestsTest {
    @TempDir
    Path agent;

    private Path groups;

    @BeforeEach
    void makeFolder() throws IOException {
        groups = Files.createDirectories(agent.resolve("work/groups"));
    }

    @Test
    void readsAFileForEachGroup() throws IOException {
        Files.writeString(groups.resolve("shop-production.json"), Groups.SHOP);
        Files.writeString(groups.resolve(".shop-staging"), "half");
        assertThat(new GroupRequests(agent).all()).containsExactly(Map.entry("shop-production", Groups.SHOP));
    }

    @Test
    void followsNoLink() throws IOException {
        Path elsewhere = Files.writeString(agent.resolve("secret"), Groups.SHOP);
        Files.createSymbolicLink(groups.resolve("shop-production.json"), elsewhere);
        assertThat(new GroupRequests(agent).all()).containsExactly(Map.entry("shop-production", ""));
    }

    @Test
    void followsNoLinkToAFolder() throws IOException {
        Files.delete(groups);
        Files.createSymbolicLink(groups, Files.createDirectory(agent.resolve("other")));
        assertThatThrownBy(() -> new GroupRequests(agent).all()).isInstanceOf(IOException.class);
    }

    @Test
    void hasNothingToReadBeforeThereIsAnAgent() throws IOException {
        Files.delete(groups);
        assertThat(new GroupRequests(agent).all()).isEmpty();
        assertThat(new GroupRequests(agent.resolve("none")).all()).isEmpty();
    }
}
