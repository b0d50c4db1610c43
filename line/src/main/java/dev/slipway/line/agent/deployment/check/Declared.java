package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.archive.code.Declaration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an archive may declare itself. It is read for that once, and only if a warning depends on it. */
final class Declared {
    private final Path archive;
    private @Nullable Set<Declaration> found;

    private Declared(Path archive, @Nullable Set<Declaration> found) {
        this.archive = archive;
        this.found = found;
    }

    static Declared of(Path archive) {
        return new Declared(archive, null);
    }

    /** That of an archive that is not read: anything. */
    static Declared unread(Path archive) {
        return new Declared(archive, EnumSet.allOf(Declaration.class));
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
