package dev.slipway.line.cli.check;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.cli.input.build.Digests;
import dev.slipway.line.digest.Sha256;
import dev.slipway.line.program.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the archive that a verb expects: its file or its digest. */
public final class ExpectedArchive {
    private final CliContext cli;

    @Option(names = "--file", paramLabel = "FILE", description = "the archive that it must be")
    @Nullable
    String file;

    @Option(
            names = "--digest",
            paramLabel = "DIGEST",
            description = "its digest instead: " + Sha256.PREFIX + " and 64 of 0-9 and a-f")
    @Nullable
    String digest;

    ExpectedArchive(CliContext cli) {
        this.cli = cli;
    }

    /** Its digest; empty for any archive. */
    Optional<String> digest(String verb) {
        if (file != null && digest != null) {
            throw new UsageException(verb + " takes --file or --digest, not both");
        }
        if (file != null) {
            Path path = cli.file(file);
            if (!Files.isRegularFile(path)) {
                throw new Problem("There is no file " + file + ".", "Build it, or omit --file.");
            }
            return Optional.of(Digests.of(path));
        }
        return Optional.ofNullable(digest).map(text -> Arguments.digest("--digest", text));
    }
}
