package dev.slipway.line.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsksTest {
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
        assertThat(new Asks(agent).all()).containsOnlyKeys("shop-production");
        for (Asks.Ask ask : new Asks(agent).all().values()) {
            assertThat(ask.read()).isEqualTo(Groups.shop());
        }
    }

    @Test
    void followsNoLink() throws IOException {
        Path elsewhere = Files.writeString(agent.resolve("secret"), Groups.SHOP);
        Files.createSymbolicLink(groups.resolve("shop-production.json"), elsewhere);
        assertThat(new Asks(agent).all())
                .hasSize(1)
                .allSatisfy((group, ask) -> assertThatThrownBy(ask::read).isInstanceOf(HostException.class));
    }

    @Test
    void followsNoLinkToAFolder() throws IOException {
        Files.delete(groups);
        Files.createSymbolicLink(groups, Files.createDirectory(agent.resolve("other")));
        assertThatThrownBy(() -> new Asks(agent).all()).isInstanceOf(IOException.class);
    }

    @Test
    void hasNothingToReadBeforeThereIsAnAgent() throws IOException {
        Files.delete(groups);
        assertThat(new Asks(agent).all()).isEmpty();
        assertThat(new Asks(agent.resolve("none")).all()).isEmpty();
    }
}
