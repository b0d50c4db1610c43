package dev.slipway.line.gitlab;

import dev.slipway.line.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A private folder for one run. */
record WorkFolder(Path path) implements AutoCloseable {

    static WorkFolder make() throws IOException {
        return new WorkFolder(Files.createTempDirectory("slipway-bootstrap"));
    }

    /** Removes it with its content, as far as possible: the rest is left in the container's own /tmp. */
    @Override
    public void close() {
        try {
            Folders.delete(path);
        } catch (IOException e) {
            // Removed concurrently.
        }
    }
}
