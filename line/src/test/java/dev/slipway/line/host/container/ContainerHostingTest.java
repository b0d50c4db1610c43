package dev.slipway.line.host.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.host.file.GroupFolder;
import dev.slipway.line.host.file.StateFile;
import dev.slipway.line.host.plan.GroupState;
import dev.slipway.line.host.plan.GroupStep;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerHostingTest {
    private static final String WORKER = "shop-production-1";

    @TempDir
    Path state;

    private ContainerHosting containers;
    private GroupFolder group;

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectories(state.resolve("groups"));
        Files.createDirectories(state.resolve("containers"));
        containers = new ContainerHosting(
                Settings.of(Map.of("SLIPWAY_STATE", state.toString(), "SLIPWAY_IN_CONTAINERS", "yes")));
        group = new GroupFolder(state.resolve("groups/shop-production"), GroupFolder.Readers.CONTAINERS);
    }

    private void make(GroupState.Progress progress, String... workers) throws IOException {
        GroupState groupState = GroupState.NOTHING;
        for (String worker : workers) {
            groupState = groupState.done(new GroupStep.Start(worker, new GroupState.Worker("configured", "started")));
        }
        group.write(groupState.completed(progress));
    }

    private void tell(String start, String configuration) throws IOException {
        write("environment", "SLIPWAY_OIDC_SECRET=of-" + start + "\n");
        write("configuration", configuration);
        write("configuration.cli", "/subsystem=of-" + start);
        group.writeWorker(WORKER, "MEMORY=256m\nMETASPACE=256m\nSTART=" + start + "\n");
    }

    private void write(String name, String text) throws IOException {
        new StateFile(group.path().resolve(name)).write(text, StateFile.FOR_THE_OWNER);
    }

    private String shown(String name) throws IOException {
        return Files.readString(state.resolve("containers").resolve(name));
    }

    private Map<String, String> all() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(state.resolve("containers"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(state.resolve("containers").relativize(file).toString(), Files.readString(file));
            }
        }
        return all;
    }

    @Test
    void showsAWorkerWhatItIsStartedWith() throws IOException {
        make(GroupState.Progress.READY, WORKER);
        tell("one", "COLOUR=Ymx1ZQ==\n");
        containers.publish();
        assertThat(all())
                .containsOnlyKeys(
                        "compose.yml",
                        "configurations/shop-production",
                        "secrets/shop-production/configuration",
                        "secrets/shop-production/environment",
                        "secrets/shop-production/management-password",
                        "workers/" + WORKER);
        assertThat(shown("secrets/shop-production/configuration")).isEqualTo("COLOUR=Ymx1ZQ==\n");
        assertThat(shown("workers/" + WORKER)).contains("START=one");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("containers/secrets"))))
                .isEqualTo("rwx------");
    }

    @Test
    void namesHttpdAsTheHostsItServes() throws IOException {
        make(GroupState.Progress.READY, WORKER);
        tell("one", "");
        Path services = Files.createDirectory(state.resolve("services"));
        Files.createFile(services.resolve("shop"));
        Files.createFile(services.resolve(".prices.1.new"));
        containers.publish();
        assertThat(shown("compose.yml"))
                .contains("shop.${SLIPWAY_DOMAIN:-localtest.me}")
                .doesNotContain("prices");
    }

    /** What takes no other container is in no Compose file. */
    @Test
    void changesNoContainerForAnotherConfiguration() throws IOException {
        make(GroupState.Progress.READY, WORKER);
        tell("one", "");
        containers.publish();
        Map<String, String> before = all();
        tell("two", "API_KEY=c2VjcmV0\n");
        containers.publish();
        assertThat(shown("secrets/shop-production/configuration")).isEqualTo("API_KEY=c2VjcmV0\n");
        assertThat(shown("workers/" + WORKER)).contains("START=two");
        assertThat(all().keySet()).isEqualTo(before.keySet());
        assertThat(shown("compose.yml"))
                .isEqualTo(before.get("compose.yml"))
                .contains(WORKER)
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void leavesNothingOfWhatIsRemovedNorOfWhatWasEndedInTheMiddle() throws IOException {
        make(GroupState.Progress.READY, WORKER);
        tell("one", "API_KEY=c2VjcmV0\n");
        containers.publish();
        Files.writeString(state.resolve("containers/secrets/shop-production/.configuration.1.new"), "half");
        make(GroupState.Progress.REMOVED);
        containers.publish();
        assertThat(all()).containsOnlyKeys("compose.yml");
        assertThat(List.of(state.resolve("containers").toFile().list())).containsExactly("compose.yml");
    }

    @Test
    void clearsAWorkersDeploymentsAndKeepsItsFiles() throws IOException {
        Path base = Files.createDirectories(state.resolve("workers").resolve(WORKER));
        Path configuration = Files.createDirectory(base.resolve("configuration"));
        Path data = Files.writeString(base.resolve("messages"), "of its queues");
        containers.clearDeployments(WORKER);
        Files.writeString(configuration.resolve("standalone.xml"), "<deployments>");
        containers.clearDeployments(WORKER);
        assertThat(configuration).isEmptyDirectory();
        assertThat(data).exists();
        containers.clearDeployments("shop-production-2");
    }

    /** The provisioner may delete files that the worker's user may not. */
    @Test
    void followsNoLinkOfAWorkerToClearItsDeployments() throws IOException {
        Path base = Files.createDirectories(state.resolve("workers").resolve(WORKER));
        Path other = Files.createDirectory(state.resolve("elsewhere"));
        Path kept = Files.writeString(other.resolve("standalone.xml"), "of somebody else");
        Path configuration = Files.createDirectory(base.resolve("configuration"));
        Files.createSymbolicLink(configuration.resolve("standalone.xml"), kept);
        containers.clearDeployments(WORKER);
        assertThat(configuration).isEmptyDirectory();
        Files.delete(configuration);
        Files.createSymbolicLink(configuration, other);
        assertThatThrownBy(() -> containers.clearDeployments(WORKER)).isInstanceOf(IOException.class);
        assertThat(kept).exists();
    }
}
