package dev.slipway.line.file;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a folder that may not be there yet would be made. */
public final class ExistingFolder {
    private ExistingFolder() {}

    /** The path itself, absolute, or the nearest one above it that exists. */
    public static Path of(Path path) {
        Path found = path.toAbsolutePath();
        while (!Files.exists(found)) {
            found = found.resolveSibling("");
        }
        return found;
    }
}
