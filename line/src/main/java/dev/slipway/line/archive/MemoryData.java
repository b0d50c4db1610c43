package dev.slipway.line.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The data sources that an archive brings along and that keep their rows in the memory of the one server that it runs on. */
public final class MemoryData {
    private static final Pattern DESCRIPTOR = Pattern.compile("(WEB|META)-INF/[^/]*-ds\\.xml");
    private static final Pattern IN_MEMORY = Pattern.compile("jdbc:(h2|hsqldb):mem:|jdbc:derby:memory:");
    private static final int LONGEST = 1 << 20;

    private MemoryData() {}

    /**
     * The files that say so, by their names in the archive.
     *
     * @throws IOException where it cannot be read
     */
    public static Set<String> of(Path archive) throws IOException {
        Set<String> files = new TreeSet<>();
        try (InputStream file = Files.newInputStream(archive)) {
            collect(new ZipInputStream(file), files);
        }
        return files;
    }

    private static void collect(ZipInputStream zip, Set<String> files) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (DESCRIPTOR.matcher(name).matches()) {
                String text = new String(zip.readNBytes(LONGEST), StandardCharsets.UTF_8);
                if (IN_MEMORY.matcher(text).find()) {
                    files.add(name.substring(name.lastIndexOf('/') + 1));
                }
            } else if (name.matches("[^/]+\\.war")) {
                collect(new ZipInputStream(new ByteArrayInputStream(zip.readAllBytes())), files);
            }
        }
    }
}
