package dev.slipway.line.cli;

import dev.slipway.line.cli.input.Digests;
import dev.slipway.line.cli.input.InputException;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.cli.input.Word;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which archive a verb expects: by its file, or by its digest. */
final class Archive {
    private final Surroundings surroundings;

    @Option(names = "--file", paramLabel = "FILE", description = "the archive that it must be")
    @Nullable
    String file;

    @Option(
            names = "--digest",
            paramLabel = "DIGEST",
            description = "its digest instead: sha256: and 64 of 0-9 and a-f")
    @Nullable
    String digest;

    Archive(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Its digest; empty where any archive will do. */
    Optional<String> digest(String verb) {
        if (file != null && digest != null) {
            throw new UsageException(verb + " takes --file or --digest, not both");
        }
        if (file != null) {
            Path path = surroundings.file(file);
            if (!Files.isRegularFile(path)) {
                throw new InputException("There is no file " + file + ".", "Build it, or leave --file out.");
            }
            return Optional.of(Digests.of(path));
        }
        return Optional.ofNullable(digest).map(text -> Word.digest("--digest", text));
    }
}
