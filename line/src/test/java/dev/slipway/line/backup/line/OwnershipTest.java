package dev.slipway.line.backup.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {
    private static final Ownership.Owner NOBODY = new Ownership.Owner("no such user", "no such group", null);

    @Test
    void notesWhatIsNotTheOwners(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.createFile(folder.resolve("a/b/c"));
        Files.createDirectories(folder.resolve("left"));
        Files.createFile(folder.resolve("left/out"));
        assertThat(Ownership.of(folder, "no such user", file -> file.endsWith("left"))
                        .keySet())
                .containsExactly("", "a", "a/b", "a/b/c");
    }

    /** A path that is longer than the system takes is made step by step. */
    @Test
    void isNotStoppedByAServicesDeepestFolder(@TempDir Path folder) throws IOException, InterruptedException {
        Path worker = Files.createDirectories(folder.resolve("workers/shop-1"));
        try {
            bash(worker, "name=$(printf 'd%.0s' {1..200}); for _ in {1..25}; do mkdir $name; cd $name; done");
            assertThat(Ownership.of(folder, "no such user", file -> false)).containsKey("workers/shop-1");
        } finally {
            // JUnit could not delete it.
            bash(folder, "rm -rf workers");
        }
    }

    private static void bash(Path folder, String script) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-euc", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
    }

    /** Whoever put it there keeps no line from being restored. */
    @Test
    void followsNoLink(@TempDir Path folder, @TempDir Path elsewhere) throws IOException {
        assumeThat((Integer) Files.getAttribute(folder, "unix:uid")).isZero();
        Files.createFile(elsewhere.resolve("c"));
        Files.createSymbolicLink(folder.resolve("a"), elsewhere);
        Files.createFile(folder.resolve("b"));
        Ownership.Owner daemon = new Ownership.Owner("daemon", "daemon", 0);
        Ownership.apply(new TreeMap<>(Map.of("a/c", daemon, "b", daemon)), folder);
        assertThat(Files.getOwner(elsewhere.resolve("c")).getName()).isEqualTo("root");
        assertThat(Files.getOwner(folder.resolve("b")).getName()).isEqualTo("daemon");
    }

    /** A program put a link to somebody else's file in the place of its own, between the note and the backup. */
    @Test
    void givesNobodyWhatWasNotTheirs(@TempDir Path folder) throws IOException {
        assumeThat((Integer) Files.getAttribute(folder, "unix:uid")).isZero();
        int bin = 2;
        for (String file : List.of("roots", "bins", "own", "roots-of-old", "own-of-old")) {
            Files.createFile(folder.resolve(file));
        }
        for (String file : List.of("bins", "own", "own-of-old")) {
            Files.setAttribute(folder.resolve(file), "unix:uid", bin);
        }
        Ownership.Owner daemon = new Ownership.Owner("daemon", "daemon", 1);
        Ownership.Owner binary = new Ownership.Owner("daemon", "daemon", bin);
        Ownership.Owner old = new Ownership.Owner("daemon", "daemon", null);
        Ownership.apply(
                new TreeMap<>(
                        Map.of("roots", daemon, "bins", daemon, "own", binary, "roots-of-old", old, "own-of-old", old)),
                folder);
        for (String file : List.of("roots", "bins", "roots-of-old")) {
            assertThat(Files.getOwner(folder.resolve(file)).getName()).as(file).isEqualTo("root");
        }
        for (String file : List.of("own", "own-of-old")) {
            assertThat(Files.getOwner(folder.resolve(file)).getName()).as(file).isEqualTo("daemon");
        }
    }

    @Test
    void leavesAloneWhatIsElsewhereOrOfNobodyHere(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("c"));
        TreeMap<String, Ownership.Owner> owners = new TreeMap<>(Map.of("../c", NOBODY, "c", NOBODY, "gone", NOBODY));
        Ownership.apply(owners, folder);
        assertThat(folder.resolve("c")).exists();
    }
}
