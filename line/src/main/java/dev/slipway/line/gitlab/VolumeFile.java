package dev.slipway.line.gitlab;

import dev.slipway.line.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files in volumes that other programs read. */
final class VolumeFile {
    static final String EVERYBODYS = "rw-r--r--";

    private VolumeFile() {}

    /** Creates a folder for this user alone, unless it exists. */
    static Path folder(Path folder) throws IOException {
        Files.createDirectories(folder, AtomicFile.attributes(folder, "rwx------"));
        return folder;
    }

    /** The content of a file; empty if it is absent or empty. */
    static Optional<String> read(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) > 0
                ? Optional.of(Files.readString(file))
                : Optional.empty();
    }
}
