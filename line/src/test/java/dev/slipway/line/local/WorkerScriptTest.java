package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where {@code ear/bin/worker install} puts the server of services' workers, and which former ones it removes. */
class WorkerScriptTest extends ScriptScene {
    private static final String BUILT = "ear/target/service-server/";
    private static final String MODULES = "jboss-modules.jar";

    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void make() throws IOException {
        checkout.write("ear/bin/worker", Files.readString(Path.of("../ear/bin/worker")));
        checkout.write(BUILT + MODULES, "");
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    /** Builds it, and returns its folder. */
    private Path install(int version) throws Exception {
        checkout.write(BUILT + "version.properties", String.valueOf(version));
        checkout.write(BUILT + ".built", "");
        checkout.modified(BUILT + ".built", Instant.ofEpochSecond(version));
        install();
        String id = checkout.lastLine("wildfly/service-homes/newest.id");
        Path home = checkout.state().resolve("wildfly/service-homes/" + id.substring(0, 16));
        assertThat(home.resolve("version.properties")).hasContent(String.valueOf(version));
        return home;
    }

    private void install() throws Exception {
        checkout.run(Map.of(), "ear/bin/worker", "install").expect(0);
    }

    /** A process with its server's files on the command line. */
    private Process run(Path home) throws IOException {
        String modules = home.resolve(MODULES).toString();
        Process process = new ProcessBuilder("bash", "-c", "read line; true", "worker", modules).start();
        processes.add(process);
        return process;
    }

    @Test
    void keepsAServerForAsLongAsAWorkerRunsWithIt() throws Exception {
        Path first = install(1);
        Process worker = run(first);
        Path second = install(2);
        assertThat(first.resolve(MODULES)).exists();
        Path third = install(3);
        assertThat(first.resolve(MODULES)).exists();
        assertThat(second).doesNotExist();
        worker.destroyForcibly().waitFor();
        install();
        assertThat(first).doesNotExist();
        assertThat(Path.of(first + ".id")).doesNotExist();
        assertThat(third).isDirectory();
    }

    @Test
    void installsAFormerServerAnew() throws Exception {
        Path first = install(1);
        install(2);
        assertThat(first).doesNotExist();
        assertThat(install(1)).isEqualTo(first);
    }

    /** Which have one for all workers. */
    @Test
    void keepsTheServerOfAnEarlierReleaseUntilNoWorkerRunsWithIt() throws Exception {
        Path former = Files.createDirectories(checkout.state().resolve("wildfly/service-home"));
        Path id = Files.writeString(former.resolveSibling("service-home.id"), "former\n");
        Process worker = run(former);
        install(1);
        assertThat(former).isDirectory();
        worker.destroyForcibly().waitFor();
        install();
        assertThat(former).doesNotExist();
        assertThat(id).as("else it would not be installed after a way back").doesNotExist();
    }
}
