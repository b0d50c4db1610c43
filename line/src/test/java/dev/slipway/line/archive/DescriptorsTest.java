package dev.slipway.line.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Descriptors are found in archives of any size and make. */
class DescriptorsTest {
    private static final int LARGE = 48 << 20;
    private static final byte[] DESCRIPTOR = "<web-app/>".getBytes(StandardCharsets.UTF_8);
    private static final String NAME = "WEB-INF/web.xml";

    @TempDir
    Path folder;

    /** The agent's heap is smaller than many a WAR. */
    @Test
    void areReadWithoutHoldingTheArchiveInMemory() throws IOException {
        Path ear = file(stored("shop.war", zip(Map.of("large", new byte[LARGE], NAME, DESCRIPTOR), 0)));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(read(ear)).containsOnlyKeys(NAME);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(LARGE / 4);
    }

    /** As that of an executable WAR, which begins with a script. */
    @Test
    void areFoundBehindWhatIsNoArchive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(zip(Map.of(NAME, DESCRIPTOR), 9));
        assertThat(read(file(bytes.toByteArray()))).containsOnlyKeys(NAME);
    }

    @Test
    void areNotSearchedForInADamagedWar() throws IOException {
        byte[] war = zip(Map.of("x", DESCRIPTOR), 9);
        // The name of its only entry.
        war[30] = (byte) 0xff;
        Path ear = file(stored("shop.war", war));
        assertThatThrownBy(() -> read(ear)).isInstanceOf(ZipException.class).hasMessageStartingWith("shop.war: ");
    }

    private static Map<String, String> read(Path archive) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        Descriptors.read(
                archive, NAME::equals, (name, content) -> found.put(name, new String(content, StandardCharsets.UTF_8)));
        return found;
    }

    private Path file(byte[] archive) throws IOException {
        return Files.write(folder.resolve("archive"), archive);
    }

    private static byte[] zip(Map<String, byte[]> entries, int level) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            archive.setLevel(level);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                archive.putNextEntry(new ZipEntry(entry.getKey()));
                archive.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] stored(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(name);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            CRC32 sum = new CRC32();
            sum.update(content);
            entry.setCrc(sum.getValue());
            archive.putNextEntry(entry);
            archive.write(content);
        }
        return bytes.toByteArray();
    }
}
