package dev.slipway.line.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.configuration.OpeningKey;
import dev.slipway.line.configuration.OpeningKeys;
import dev.slipway.line.group.Group;
import dev.slipway.line.host.container.ContainerHosting;
import dev.slipway.line.host.file.GroupFolder;
import dev.slipway.line.host.file.SlotFile;
import dev.slipway.line.host.file.StateFile;
import dev.slipway.line.host.machine.Machine;
import dev.slipway.line.host.machine.VirtualHosts;
import dev.slipway.line.host.plan.Digests;
import dev.slipway.line.host.plan.GroupState;
import dev.slipway.line.pace.SwiftPace;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a rehearsal whose database is copied already: neither Keycloak nor PostgreSQL is asked. */
class GroupSetupTest {
    private static final Group COPY = Groups.rehearsal();
    private static final String WORKER = COPY.group() + "-1";
    private static final OpeningKeys KEYS = new OpeningKeys(OpeningKey.make(), List.of());

    @TempDir
    Path state;

    private GroupContext context;
    private GroupFolder folder;

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectories(state.resolve("containers"));
        Files.createDirectories(state.resolve("workers").resolve(WORKER));
        // There, whether a worker runs is the engine's business, and it makes no user.
        Settings settings = Settings.of(Map.of(
                "SLIPWAY_STATE", state.toString(), "SLIPWAY_ROOT", "/opt/slipway", "SLIPWAY_IN_CONTAINERS", "yes"));
        Machine machine = new Machine(settings);
        Hosting hosting = new ContainerHosting(settings);
        folder = new GroupFolder(settings.groups().resolve(COPY.group()), GroupFolder.Readers.OWNER);
        String ask = Digests.of(COPY.digestText());
        folder.write(GroupState.NOTHING.making(ask).completed(GroupState.Progress.READY));
        context = new GroupContext(
                settings,
                machine,
                hosting,
                new SlotFile(settings.groups().resolve("slots.json"), hosting),
                new VirtualHosts(settings, machine.reloads()),
                COPY,
                folder);
    }

    private GroupState.Worker worker() throws IOException {
        GroupState reached = new GroupSetup(context, new SwiftPace(), KEYS, () -> true).apply();
        assertThat(reached.failures()).isZero();
        assertThat(folder.worker(WORKER).orElseThrow()).contains("\nSTART=" + reached.start(WORKER) + "\n");
        return reached.workers().getOrDefault(WORKER, GroupState.Worker.UNKNOWN);
    }

    private void write(String name, String text) throws IOException {
        new StateFile(state.resolve(name)).write(text, StateFile.FOR_ALL);
    }

    /** The agent restarts a worker that was started with something else. */
    @Test
    void preparesAWorkerForOtherTrustedCertificates() throws IOException {
        GroupState.Worker none = worker();
        write("tls/trusted.pem", "the first CA");
        GroupState.Worker first = worker();
        write("tls/trusted.pem", "another CA");
        GroupState.Worker second = worker();
        write("tls/truststore.jdk", "the JDK's digest");
        GroupState.Worker third = worker();
        assertThat(List.of(none, first, second, third)).doesNotHaveDuplicates();
        assertThat(List.of(first, second, third))
                .extracting(GroupState.Worker::configuration)
                .containsOnly(none.configuration());
        assertThat(worker()).as("of the same certificates").isEqualTo(third);
    }
}
