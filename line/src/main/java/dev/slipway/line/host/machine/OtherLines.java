package dev.slipway.line.host.machine;

import dev.slipway.line.host.file.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The other lines that root has started on this machine. Services of the same name have the same system user.
 *
 * @param list the file with the state folders of all; need not exist
 * @param own this line's state folder
 */
record OtherLines(Path list, Path own) {
    /** Whether a worker of theirs runs as a user. */
    boolean use(String user) throws IOException {
        for (String line : new StateFile(list).read().orElse("").lines().toList()) {
            Path other = Path.of(line);
            if (Files.isDirectory(other) && !Files.isSameFile(other, own) && hasWorker(other.resolve("groups"), user)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasWorker(Path groups, String user) throws IOException {
        for (Path group : files(groups)) {
            for (Path worker : files(group.resolve("workers"))) {
                String text = new StateFile(worker).read().orElse("");
                if (text.lines().anyMatch(("USER=" + user)::equals)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
