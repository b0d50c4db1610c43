package dev.slipway.line.agent.site;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.archive.Zips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveFileTest {
    @TempDir
    Path folder;

    @Test
    void saysWhatHelpsWithOneThatHasTooManyEntries() throws IOException {
        Path war = Files.write(folder.resolve("shop.war"), Zips.withTooManyEntries());
        ArchiveFile archive = ArchiveFile.of(war);
        assertThatThrownBy(() -> archive.name("shop"))
                .hasMessageStartingWith("The archive cannot be read: it has too many files: their directory takes 90")
                .hasMessageEndingWith("Put fewer files into it.");
    }
}
