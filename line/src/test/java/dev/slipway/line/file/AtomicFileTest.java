package dev.slipway.line.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesTheContentAndLeavesNothingBeside() throws IOException {
        Path file = Files.writeString(folder.resolve("one"), "before");
        AtomicFile.write(file, "after");
        assertThat(file).hasContent("after");
        assertThat(folder.toFile().list()).containsExactly("one");
    }

    @Test
    void givesThePermissionsWhateverTheUmask() throws IOException {
        Path file = folder.resolve("one");
        AtomicFile.write(file, "all", "rw-rw-rw-");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-rw-rw-"));
        AtomicFile.write(file, "mine", AtomicFile.PRIVATE);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void replacesALinkAndNotWhatItPointsTo() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "other");
        Path link = Files.createSymbolicLink(folder.resolve("link"), other);
        AtomicFile.write(link, "new");
        assertThat(link).isRegularFile().hasContent("new");
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(other).hasContent("other");
    }

    @Test
    void leavesNothingBesideWhereItFails() throws IOException {
        Path file = Files.createDirectory(folder.resolve("one"));
        Files.writeString(file.resolve("inside"), "");
        assertThatThrownBy(() -> AtomicFile.write(file, "new")).isInstanceOf(IOException.class);
        assertThat(folder.toFile().list()).containsExactly("one");
    }

    @Test
    void hasACompleteFileTakeItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("one"), "before");
        Path other = Files.writeString(folder.resolve("other"), "after");
        AtomicFile.replace(file, other);
        assertThat(file).hasContent("after");
        assertThat(other).doesNotExist();
    }
}
