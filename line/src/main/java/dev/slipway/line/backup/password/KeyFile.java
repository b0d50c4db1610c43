package dev.slipway.line.backup.password;

import dev.slipway.line.backup.program.BackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file given by the operator with a repository's password. */
public final class KeyFile {
    private KeyFile() {}

    /**
     * The password that is in it.
     *
     * @throws BackupException if it cannot be read, or has none
     */
    public static String read(String file) {
        String text;
        try {
            text = Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new BackupException(
                    "The file " + file + " cannot be read.",
                    "It must contain the repository's password: on the line that was backed up, ./slipway backup key prints it.",
                    e);
        }
        if (text.isEmpty()) {
            throw new BackupException("The file " + file + " is empty.", "It must contain the repository's password.");
        }
        return text;
    }
}
