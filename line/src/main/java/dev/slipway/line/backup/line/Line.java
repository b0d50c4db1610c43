package dev.slipway.line.backup.line;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.backup.program.BackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The description of a backed-up line.
 *
 * @param form the format version of the backup's files; this program writes 2
 * @param domain the line's
 * @param owner the name of the user that the line's folder belongs to
 * @param takenAt when the backup began, in ISO 8601
 * @param databases their names
 */
public record Line(int form, String domain, String owner, String takenAt, List<String> databases) {
    public static final int FORM = 2;

    /** The databases without which there is no line; the others are services'. */
    public static final Set<String> OWN_DATABASES = Set.of("slipway", "keycloak");

    private static final ObjectMapper JSON = new ObjectMapper();

    public Line {
        databases = List.copyOf(databases);
    }

    public void write(Path file) throws IOException {
        Files.write(file, JSON.writeValueAsBytes(this));
    }

    /**
     * Reads one.
     *
     * @throws BackupException if its format is newer
     */
    public static Line read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new BackupException("This backup is not one of a line: " + file.getFileName() + " is not in it.", "");
        }
        Line line = JSON.readValue(file.toFile(), Line.class);
        if (line.form > FORM) {
            throw new BackupException(
                    "This backup was made by a later release of Slipway.", "Restore it with that one.");
        }
        return line;
    }
}
