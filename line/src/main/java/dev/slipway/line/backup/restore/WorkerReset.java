package dev.slipway.line.backup.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Forces the services' workers of a restored line to be reconfigured, since their files have the ports and database
 * address of the original line.
 */
public final class WorkerReset {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WorkerReset() {}

    /** Removes their supervisord programs and marks them as not created, so that the provisioner sets them up again. */
    static void mark(Path state) throws IOException {
        for (Path program : list(state.resolve("run/programs"))) {
            Files.delete(program);
        }
        for (Path group : list(state.resolve("groups"))) {
            Path made = group.resolve("made.json");
            if (Files.isRegularFile(made)) {
                String text = unmade(Files.readString(made));
                Files.writeString(made, text);
            }
        }
    }

    /** A server group's state with workers that match no wanted one. */
    public static String unmade(String made) throws IOException {
        JsonNode group = JSON.readTree(made);
        for (JsonNode worker : group.path("workers")) {
            if (worker instanceof ObjectNode is) {
                is.put("configuration", "").put("start", "");
            }
        }
        return JSON.writeValueAsString(group);
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
