package dev.slipway.line.host.file;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.host.Hosting;
import dev.slipway.line.host.plan.Ports;
import dev.slipway.line.host.plan.Slots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/** The file of slots, also read by shell scripts. Synchronized, since groups are set up concurrently. */
public final class SlotFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StateFile file;
    private final Hosting hosting;
    private Slots slots;

    public SlotFile(Path path, Hosting hosting) throws IOException {
        file = new StateFile(path);
        this.hosting = hosting;
        slots = read(path);
    }

    /** The slots in such a file; none if it does not exist. */
    public static Slots read(Path path) throws IOException {
        Optional<String> text = new StateFile(path).read();
        return text.isPresent()
                ? new Slots(JSON.readValue(text.get(), new TypeReference<TreeMap<String, Integer>>() {}))
                : Slots.NONE;
    }

    /** Assigns slots to those that have none. */
    public synchronized void take(Collection<String> workers) throws IOException {
        write(slots.with(workers, hosting::isFree));
    }

    public synchronized void free(String worker) throws IOException {
        write(slots.without(worker));
    }

    public synchronized Ports ports(String worker) {
        return hosting.ports(worker, slots.of(worker));
    }

    private void write(Slots after) throws IOException {
        if (!after.equals(slots)) {
            file.write(JSON.writeValueAsString(after.taken()) + "\n", StateFile.FOR_ALL);
            slots = after;
        }
    }
}
