package dev.slipway.line.backup.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.line.host.plan.GroupState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Forces the services of a restored line to be set up again: the files of their workers have the ports and database
 * address of the original line, and the dumps may lack a database, client or password that was made after them.
 */
public final class WorkerReset {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READY = GroupState.Progress.READY.name();
    private static final String MAKING = GroupState.Progress.MAKING.name();

    private WorkerReset() {}

    /** Removes their supervisord programs and marks them as not created, so that the provisioner sets them up again. */
    static void mark(Path state) throws IOException {
        for (Path program : list(state.resolve("run/programs"))) {
            Files.delete(program);
        }
        for (Path group : list(state.resolve("groups"))) {
            Path file = group.resolve("made.json");
            if (Files.isRegularFile(file)) {
                String text = marked(Files.readString(file));
                Files.writeString(file, text);
            }
        }
    }

    /** A server group's state with workers that match no desired one, and nothing that is taken for created. */
    public static String marked(String json) throws IOException {
        JsonNode group = JSON.readTree(json);
        if (group instanceof ObjectNode is && group.path("progress").asText().equals(READY)) {
            is.put("progress", MAKING);
            if (group.hasNonNull("management")) {
                // Not null: the existing clients must still be removed later.
                is.put("management", "");
            }
        }
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
