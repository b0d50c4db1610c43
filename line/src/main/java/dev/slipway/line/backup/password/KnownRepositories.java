package dev.slipway.line.backup.password;

import dev.slipway.line.backup.line.BackupContext;
import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The repositories that have backups of the line, as restic names them, with folders by their absolute paths; without the one of
 * backups before upgrades, which is in no backup.
 *
 * @param places the paths used by backups
 */
public record KnownRepositories(BackupPaths places) {
    /** Those that this line itself has backed up to. */
    List<String> own() throws IOException {
        return read(places.known());
    }

    /** On a restored line, those that the original had backed up to, which may still run; this line may have done so since, too. */
    List<String> beforeRestore() throws IOException {
        return read(places.knownBeforeRestore());
    }

    public boolean contains(String repository) throws IOException {
        return own().contains(repository) || beforeRestore().contains(repository);
    }

    /** Whether the line has ever backed up, also before an upgrade. */
    public boolean hasBackups() throws IOException {
        return !own().isEmpty()
                || !beforeRestore().isEmpty()
                || Files.isDirectory(places.state().resolve(BackupPaths.BEFORE_UPGRADES));
    }

    /** The files that list it, for messages. */
    public String files(String repository) throws IOException {
        List<String> files = new ArrayList<>();
        if (own().contains(repository)) {
            files.add(places.known().toString());
        }
        if (beforeRestore().contains(repository)) {
            files.add(places.knownBeforeRestore().toString());
        }
        return String.join(" and ", files);
    }

    /** Adds one that this line backs up to, unless it is there already. */
    public void add(String repository) throws IOException {
        if (!own().contains(repository)) {
            Files.write(places.known(), List.of(repository), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** Makes all of them repositories before the restore, as the line in this folder has just been restored. */
    public void markRestored() throws IOException {
        Set<String> all = new LinkedHashSet<>(beforeRestore());
        all.addAll(own());
        if (!all.isEmpty()) {
            AtomicFile.write(places.knownBeforeRestore(), String.join("\n", all) + "\n");
        }
        Files.deleteIfExists(places.known());
    }

    /** Earlier releases wrote a folder that was given as {@code local:FOLDER} in that notation. */
    private static List<String> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(BackupContext::absolute)
                .distinct()
                .toList();
    }
}
