package dev.slipway.line.host.container;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.host.file.StateFile;
import dev.slipway.line.host.plan.Slots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Assigns each group the lowest free number, for as long as it exists. */
public final class GroupNumbers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StateFile file;
    private Slots numbers;

    GroupNumbers(Path path) throws IOException {
        file = new StateFile(path);
        Optional<String> text = file.read();
        numbers = text.isPresent()
                ? new Slots(JSON.readValue(text.get(), new TypeReference<TreeMap<String, Integer>>() {}))
                : Slots.NONE;
    }

    /** Numbers begin at 0. */
    synchronized int of(String group) throws IOException {
        write(numbers.with(List.of(group), number -> true));
        return numbers.of(group);
    }

    synchronized void free(String group) throws IOException {
        write(numbers.without(group));
    }

    private void write(Slots after) throws IOException {
        if (!after.equals(numbers)) {
            file.write(JSON.writeValueAsString(after.taken()) + "\n", StateFile.FOR_ALL);
            numbers = after;
        }
    }
}
