package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.upgrade.plan.UpgradeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was built of one version and of the other changes places, also where that is cut off. */
class ArtifactsTest {
    @TempDir
    Path checkout;

    @TempDir
    Path aside;

    private Artifacts artifacts;

    @BeforeEach
    void build() throws IOException {
        artifacts = new Artifacts(checkout, aside);
        fill(checkout, "old");
        fill(artifacts.makeRoom(), "new");
        Files.createDirectories(checkout.resolve("ear/target/line"));
    }

    @Test
    void exchangesThemAndBack() throws IOException {
        artifacts.switchToNew();
        assertThat(here()).containsOnly("new");
        artifacts.switchToNew();
        assertThat(here()).containsOnly("new");
        artifacts.switchToFormer();
        assertThat(here()).containsOnly("old");
        artifacts.switchToNew();
        assertThat(here()).containsOnly("new");
        assertThat(checkout.resolve("ear/target/line")).exists();
    }

    @Test
    void leavesNoClassesOfTheOtherVersion() throws IOException {
        artifacts.switchToNew();
        put(checkout, "line/target/slipway-25.0.1.jsa", "new");
        put(checkout, "line/target/local-25.0.1.jsa", "new");
        artifacts.switchToFormer();
        assertThat(checkout.resolve("line/target/slipway-25.0.1.jsa")).doesNotExist();
        assertThat(checkout.resolve("line/target/local-25.0.1.jsa")).doesNotExist();
        assertThat(here()).containsOnly("old");
    }

    /** All that differs from them would be built again by the next {@code up}. */
    @Test
    void leavesNoListOfTheOtherVersionsSources() throws IOException {
        put(checkout, "target/sources", "old");
        artifacts.switchToNew();
        assertThat(checkout.resolve("target/sources")).doesNotExist();
        put(checkout, "target/sources", "new");
        artifacts.switchToFormer();
        assertThat(checkout.resolve("target/sources")).doesNotExist();
    }

    /** As if it had been killed between any two of its steps. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void goesOnAndBackFromTheMiddle(int done) throws IOException {
        for (int i = 0; i < done; i++) {
            move(checkout, aside.resolve("former"), Artifacts.PATHS.get(i));
            move(aside.resolve("new"), checkout, Artifacts.PATHS.get(i));
        }
        move(checkout, aside.resolve("former"), Artifacts.PATHS.get(done));
        artifacts.switchToFormer();
        assertThat(here()).containsOnly("old");
        artifacts.switchToNew();
        assertThat(here()).containsOnly("new");
    }

    /** On another disk it is copied: what was copied may still be where it was. */
    @Test
    void keepsWhatWasKeptAlready() throws IOException {
        String path = Artifacts.PATHS.get(0);
        put(aside.resolve("former"), path, "old");
        put(checkout, path, "half");
        artifacts.switchToNew();
        artifacts.switchToFormer();
        assertThat(here()).containsOnly("old");
    }

    /** A server is many files: killed once some of what was copied are removed. */
    @Test
    void takesNoHalfThatACopyHasLeft(@TempDir Path programs) throws IOException {
        String path = "ear/target/server";
        Path here = checkout.resolve(path);
        Path former = aside.resolve("former").resolve(path);
        Path taken = aside.resolve("new").resolve(path);
        for (Path server : List.of(here, taken)) {
            String content = Files.readString(server);
            Files.delete(server);
            put(server, "bin/start", content);
            put(server, "lib/server", content);
        }
        Files.createDirectories(former.resolveSibling(""));
        Artifacts killed = killedInRemovals(programs);
        assertThatThrownBy(() -> killed.moveByCopy(here, former)).isInstanceOf(UpgradeException.class);
        assertThatThrownBy(() -> killed.moveByCopy(taken, here)).isInstanceOf(UpgradeException.class);
        artifacts.switchToNew();
        assertThat(here.resolve("bin/start")).hasContent("new");
        assertThat(here.resolve("lib/server")).hasContent("new");
        assertThat(checkout.resolve("ear/target/.server.gone")).doesNotExist();
        artifacts.switchToFormer();
        assertThat(here.resolve("bin/start")).hasContent("old");
        assertThat(here.resolve("lib/server")).hasContent("old");
        artifacts.forget();
        assertThat(aside).isEmptyDirectory();
    }

    private Artifacts killedInRemovals(Path programs) throws IOException {
        Path rm = Files.writeString(programs.resolve("rm"), """
                #!/bin/sh
                for folder; do :; done
                test ! -e "$folder" || { unlink "$folder/bin/start"; exit 1; }
                """);
        Files.setPosixFilePermissions(rm, PosixFilePermissions.fromString("rwx------"));
        return new Artifacts(
                checkout,
                aside,
                UpgradePrograms.in(aside).with(Map.of("PATH", programs + ":" + System.getenv("PATH"))));
    }

    @Test
    void leavesNothingAside() throws IOException {
        artifacts.switchToNew();
        artifacts.forget();
        assertThat(aside).isEmptyDirectory();
        assertThat(here()).containsOnly("new");
    }

    /** That one was killed while it deleted what it no longer needed: else, what runs would be taken for a partial new one. */
    @Test
    void takesNothingFromAnEarlierUpgrade() throws IOException {
        artifacts.switchToNew();
        fill(artifacts.makeRoom(), "newer");
        artifacts.switchToNew();
        assertThat(here()).containsOnly("newer");
        artifacts.switchToFormer();
        assertThat(here()).containsOnly("new");
    }

    private Iterable<String> here() throws IOException {
        TreeMap<String, String> found = new TreeMap<>();
        for (String path : Artifacts.PATHS) {
            found.put(path, Files.readString(checkout.resolve(path)));
        }
        return found.values();
    }

    private static void fill(Path folder, String content) throws IOException {
        for (String path : Artifacts.PATHS) {
            put(folder, path, content);
        }
    }

    private static void put(Path folder, String path, String content) throws IOException {
        Files.createDirectories(folder.resolve(path).resolveSibling(""));
        Files.writeString(folder.resolve(path), content);
    }

    private static void move(Path from, Path to, String path) throws IOException {
        Files.createDirectories(to.resolve(path).resolveSibling(""));
        Files.move(from.resolve(path), to.resolve(path));
    }
}
