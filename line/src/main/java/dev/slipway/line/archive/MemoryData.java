package dev.slipway.line.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The data sources that an archive brings along and that keep their rows in the memory of the one server that it runs on. */
public final class MemoryData {
    private static final Pattern DESCRIPTOR = Pattern.compile("(WEB|META)-INF/[^/]*-ds\\.xml");
    private static final Pattern IN_MEMORY = Pattern.compile("jdbc:(h2|hsqldb):mem:|jdbc:derby:memory:");

    private MemoryData() {}

    /**
     * The files that say so, by their names in the archive.
     *
     * @throws IOException where it cannot be read
     */
    public static Set<String> of(Path archive) throws IOException {
        Set<String> files = new TreeSet<>();
        Descriptors.read(archive, name -> DESCRIPTOR.matcher(name).matches(), (name, content) -> {
            if (IN_MEMORY.matcher(new String(content, StandardCharsets.UTF_8)).find()) {
                files.add(name.substring(name.lastIndexOf('/') + 1));
            }
        });
        return files;
    }
}
