package dev.slipway.line.host.file;

import dev.slipway.line.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of the line's owner, in a folder that only the owner can write. */
public record StateFile(Path path) {
    public static final String FOR_ALL = "rw-r--r--";
    static final String FOR_A_GROUP = "rw-r-----";
    public static final String FOR_THE_OWNER = AtomicFile.PRIVATE;

    /** Its content; empty if it does not exist. */
    public Optional<String> read() throws IOException {
        try {
            return Optional.of(Files.readString(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Replaces it atomically, and makes its folder if necessary. */
    public void write(String text, String permissions) throws IOException {
        write(text, permissions, null);
    }

    /**
     * The same, shared with a system group.
     *
     * @param group the group that may read it; null for none
     */
    public void write(String text, String permissions, @Nullable String group) throws IOException {
        Files.createDirectories(path.toAbsolutePath().resolveSibling(""));
        AtomicFile.write(path, text, permissions, group);
    }
}
