package dev.slipway.line.backup.restore;

import dev.slipway.line.host.file.GroupFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Forces the services of a restored line to be set up again: the files of their workers have the ports and database
 * address of the original line, and the dumps may lack a database, client or password that was made after them.
 */
final class WorkerReset {
    private WorkerReset() {}

    /** Removes their supervisord programs and marks them as not created, so that the provisioner sets them up again. */
    static void mark(Path state) throws IOException {
        for (Path program : list(state.resolve("run/programs"))) {
            Files.delete(program);
        }
        for (Path group : list(state.resolve("groups"))) {
            GroupFolder folder = new GroupFolder(group, GroupFolder.Readers.OWNER);
            if (folder.exists()) {
                folder.write(folder.state().reset());
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
