package dev.slipway.line.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.host.container.ContainerHosting;
import dev.slipway.line.host.file.GroupContents;
import dev.slipway.line.host.file.GroupFolder;
import dev.slipway.line.host.file.SlotFile;
import dev.slipway.line.host.machine.Machine;
import dev.slipway.line.host.machine.VirtualHosts;
import dev.slipway.line.host.plan.GroupState;
import dev.slipway.line.host.plan.GroupStep;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupStepsTest {
    @TempDir
    Path state;

    private GroupSteps steps;

    @BeforeEach
    void begin() throws IOException {
        Path folder = Files.createDirectories(state.resolve("groups/shop-production"));
        // There, no user of the machine is removed.
        Settings settings = Settings.of(Map.of(
                "SLIPWAY_STATE", state.toString(), "SLIPWAY_ROOT", "/opt/slipway", "SLIPWAY_IN_CONTAINERS", "yes"));
        Machine machine = new Machine(settings);
        Hosting hosting = new ContainerHosting(settings);
        steps = new GroupSteps(new GroupContext(
                settings,
                machine,
                hosting,
                new SlotFile(state.resolve("slots.json"), hosting),
                new VirtualHosts(settings, machine.reloads()),
                Groups.shop(),
                new GroupFolder(folder, GroupFolder.Readers.CONTAINERS)));
    }

    private Path write(String name) throws IOException {
        Path file = state.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, "");
    }

    /** A worker that left before the service was removed left its files as well. */
    @Test
    void removesTheFilesAndLogOfAWorkerThatLeftBefore() throws IOException, SQLException {
        Path data = write("workers/shop-production-3/data/messages");
        Path log = write("logs/shop-production-3.log");
        steps.run(
                new GroupStep.RemoveData("slipway-shop-production"),
                GroupContents.NONE,
                GroupState.NOTHING,
                Instant.EPOCH);
        assertThat(data).doesNotExist();
        assertThat(log).doesNotExist();
    }
}
