package dev.slipway.line.cli.input.build;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.nio.file.Path;

/** Digests of files, in the format of the ledger. */
public final class Digests {
    private Digests() {}

    /** A file's digest: {@code sha256:} and 64 digits. */
    public static String of(Path file) {
        try {
            return Sha256.PREFIX + Sha256.hex(file);
        } catch (IOException e) {
            throw new Problem(file + " cannot be read: " + reason(e) + ".", "");
        }
    }

    /** The reason why a file cannot be read, for an error message. */
    static String reason(IOException e) {
        String message = e.getMessage();
        return e instanceof java.nio.file.AccessDeniedException
                ? "permission denied"
                : message == null ? e.getClass().getSimpleName() : message;
    }
}
