package dev.slipway.line.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Has the services' workers of a restored line configured and started anew. Until then they would run with what was written for them on
 * the line that the backup is of: its ports, and the address of its database.
 */
final class Remaking {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Remaking() {}

    /** Has supervisord start none of them, and whoever makes server groups take each for one that is not made yet. */
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

    /** The same of a server group, but that its workers are like none that are wanted. */
    static String unmade(String made) throws IOException {
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
