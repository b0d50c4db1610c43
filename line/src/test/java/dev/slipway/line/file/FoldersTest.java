package dev.slipway.line.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path temporary;

    @Test
    void deletesAFolderWithItsContent() throws IOException {
        Path folder = temporary.resolve("folder");
        Files.writeString(Files.createDirectories(folder.resolve("one/two")).resolve("file"), "text");
        Folders.delete(folder);
        assertThat(folder).doesNotExist();
        Folders.delete(folder);
    }

    @Test
    void keepsWhatALinkPointsTo() throws IOException {
        Path kept = Files.writeString(
                Files.createDirectory(temporary.resolve("elsewhere")).resolve("kept"), "text");
        Path folder = Files.createDirectory(temporary.resolve("folder"));
        Files.createSymbolicLink(folder.resolve("link"), kept.getParent());
        Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nothing"));
        Folders.delete(folder);
        assertThat(folder).doesNotExist();
        Path link = Files.createSymbolicLink(temporary.resolve("link"), kept.getParent());
        Folders.delete(link);
        assertThat(link).doesNotExist();
        assertThat(kept).exists();
    }
}
