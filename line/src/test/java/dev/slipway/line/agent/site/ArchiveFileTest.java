package dev.slipway.line.agent.site;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveFileTest {
    @TempDir
    Path folder;

    @Test
    void saysWhatHelpsWithOneThatHasTooManyEntries() throws IOException {
        Path war = folder.resolve("shop.war");
        try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(war))) {
            for (int i = 0; i < 150; i++) {
                entries.putNextEntry(new ZipEntry("x".repeat(60_000) + i));
            }
        }
        ArchiveFile archive = ArchiveFile.of(war);
        assertThatThrownBy(() -> archive.name("shop"))
                .hasMessageStartingWith("The archive cannot be read: it has too many files: their directory takes 90")
                .hasMessageEndingWith("Put fewer files into it.");
    }
}
