package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.archive.Declaration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an archive may declare itself. It is read for that once, and only if a warning depends on it. */
final class Declared {
    private final Path archive;
    private @Nullable Set<Declaration> found;

    Declared(Path archive) {
        this.archive = archive;
    }

    /** Whether it may declare this; also if it cannot be read as a stream. */
    boolean mayHave(Declaration declaration) {
        if (found == null) {
            found = read(archive);
        }
        return found.contains(declaration);
    }

    private static Set<Declaration> read(Path archive) {
        try {
            return Declaration.in(archive);
        } catch (IOException | RuntimeException e) {
            return EnumSet.allOf(Declaration.class);
        }
    }
}
