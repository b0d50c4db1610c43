package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the servers of the ledger's workers are, and which of them {@code ear/bin/wildfly tidy} removes. */
class HomesScriptTest extends ScriptScene {
    private static final String FIRST = "1".repeat(64);
    private static final String SECOND = "2".repeat(64);
    private static final String THIRD = "3".repeat(64);
    private static final String MODULES = "jboss-modules.jar";

    private Path wildfly;
    private @Nullable Process running;

    @BeforeEach
    void make() throws IOException {
        checkout.write("ear/bin/wildfly", Files.readString(Path.of("../ear/bin/wildfly")));
        checkout.write("built/" + MODULES, "");
        wildfly = checkout.state().resolve("wildfly");
    }

    @AfterEach
    void end() throws InterruptedException {
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    private static Process run(Path home) throws IOException {
        String modules = home.resolve(MODULES).toString();
        return new ProcessBuilder("bash", "-c", "read line; true", "worker", modules).start();
    }

    private Path install(String id) throws Exception {
        String install = ". line/lib/common; . line/lib/homes; install_home built \"$SLIPWAY_STATE/wildfly/homes\" ";
        checkout.run(Map.of(), "-c", install + id).expect(0);
        return wildfly.resolve("homes").resolve(id.substring(0, 16));
    }

    /** With a server for each of both workers. */
    private void tidy(String first, String second) throws Exception {
        checkout.write("state/workers/worker-1.id", first + "\n");
        checkout.write("state/workers/worker-2.id", second + "\n");
        checkout.run(Map.of("SLIPWAY_WORKERS", "2"), "ear/bin/wildfly", "tidy", "1")
                .expect(0);
    }

    @Test
    void keepsThoseOfTheWorkersAndTheNewest() throws Exception {
        Path first = install(FIRST);
        Path second = install(SECOND);
        Path third = install(THIRD);
        tidy(SECOND, SECOND);
        assertThat(first).doesNotExist();
        assertThat(Path.of(first + ".id")).doesNotExist();
        assertThat(second.resolve(MODULES)).exists();
        assertThat(third.resolve(MODULES)).exists();
        assertThat(wildfly.resolve("home").toRealPath()).isEqualTo(second.toRealPath());
    }

    @Test
    void keepsOneForAsLongAsAProcessRunsWithIt() throws Exception {
        Path first = install(FIRST);
        install(SECOND);
        running = run(first);
        tidy(SECOND, SECOND);
        assertThat(first.resolve(MODULES)).exists();
        end();
        tidy(SECOND, SECOND);
        assertThat(first).doesNotExist();
    }

    /** Which have one for all workers, where there is a link since. */
    @Test
    void putsTheLinkInPlaceOfTheServerOfAnEarlierRelease() throws Exception {
        Path former = Files.createDirectories(wildfly.resolve("home"));
        running = run(former);
        Path first = install(FIRST);
        tidy(FIRST, FIRST);
        assertThat(former).isEmptyDirectory();
        end();
        tidy(FIRST, FIRST);
        assertThat(former.toRealPath()).isEqualTo(first.toRealPath());
    }

    @Test
    void removesNothingBeforeOneIsInstalled() throws Exception {
        Path former = Files.createDirectories(wildfly.resolve("home"));
        tidy(FIRST, FIRST);
        assertThat(former).isDirectory();
    }

    /** A restore brings the workers' folders alone. */
    @ParameterizedTest
    @ValueSource(strings = {"", ".id"})
    void installsAnewWhatIsHalfGone(String gone) throws Exception {
        Path first = install(FIRST);
        if (gone.isEmpty()) {
            Files.delete(first.resolve(MODULES));
            Files.delete(first);
        } else {
            Files.delete(Path.of(first + gone));
        }
        assertThat(install(FIRST).resolve(MODULES)).exists();
        assertThat(Path.of(first + ".id")).hasContent(FIRST);
    }
}
