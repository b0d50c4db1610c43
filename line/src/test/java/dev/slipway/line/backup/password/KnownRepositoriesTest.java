package dev.slipway.line.backup.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.backup.program.BackupPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownRepositoriesTest {
    @TempDir
    Path folder;

    private BackupPaths places;
    private KnownRepositories known;

    @BeforeEach
    void make() throws IOException {
        places = new BackupPaths(folder);
        places.make();
        known = new KnownRepositories(places);
    }

    /** Earlier releases wrote it as it was given. */
    @Test
    void knowsAFolderInEachNotation() throws IOException {
        String lines = "local:/mnt/x\n/mnt/x\n\nsftp:nas:/line\n";
        Files.writeString(places.known(), lines);
        assertThat(known.own()).containsExactly("/mnt/x", "sftp:nas:/line");
        assertThat(known.contains("/mnt/x")).isTrue();
        assertThat(known.contains("/mnt/y")).isFalse();
        assertThat(known.files("/mnt/x")).isEqualTo(places.known().toString());
        known.add("/mnt/x");
        assertThat(places.known()).hasContent(lines);
    }

    @Test
    void knowsItAfterARestore() throws IOException {
        Files.writeString(places.known(), "local:/mnt/x\n");
        known.markRestored();
        assertThat(known.own()).isEmpty();
        assertThat(known.beforeRestore()).containsExactly("/mnt/x");
    }
}
