package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {
    private static final Ownership.Owner NOBODY = new Ownership.Owner("no such user", "no such group");

    @Test
    void notesWhatIsNotTheOwners(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.createFile(folder.resolve("a/b/c"));
        Files.createDirectories(folder.resolve("left"));
        Files.createFile(folder.resolve("left/out"));
        assertThat(Ownership.of(folder, NOBODY, file -> file.endsWith("left")).keySet())
                .containsExactly("", "a", "a/b", "a/b/c");
    }

    @Test
    void followsNoLink(@TempDir Path folder, @TempDir Path elsewhere) throws IOException {
        Files.createFile(elsewhere.resolve("c"));
        Files.createSymbolicLink(folder.resolve("a"), elsewhere);
        TreeMap<String, Ownership.Owner> owners = new TreeMap<>(Map.of("a/c", NOBODY));
        assertThatThrownBy(() -> Ownership.apply(owners, folder))
                .hasMessage("In this backup, a folder above a/c is a link.");
    }

    @Test
    void leavesAloneWhatIsElsewhereOrOfNobodyHere(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("c"));
        TreeMap<String, Ownership.Owner> owners = new TreeMap<>(Map.of("../c", NOBODY, "c", NOBODY, "gone", NOBODY));
        Ownership.apply(owners, folder);
        assertThat(folder.resolve("c")).exists();
    }
}
