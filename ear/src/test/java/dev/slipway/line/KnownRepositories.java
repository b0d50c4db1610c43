package dev.slipway.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The list of repositories that the running line has backed up to. While this is open, it begins empty, so that a rotation changes the
 * password of this test's repositories only; what they were is back when it is closed.
 */
public final class KnownRepositories implements AutoCloseable {
    private final Path file = Line.running().state().resolve("backup/known");
    private final Optional<String> before;

    /** Empties it. */
    public KnownRepositories() {
        try {
            before = Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (before.isPresent()) {
            Files.writeString(file, before.get());
        } else {
            Files.deleteIfExists(file);
        }
    }
}
