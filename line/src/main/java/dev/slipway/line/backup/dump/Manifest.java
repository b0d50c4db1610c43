package dev.slipway.line.backup.dump;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.line.backup.BackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of a database at one moment, to compare a restored one with the dumped one.
 *
 * @param database its name
 * @param tables the checksum of each table, by quoted name with schema
 * @param sequences the state of each sequence: its last value, and whether that was used
 * @param objects the number of indexes, constraints, triggers, functions, views and grants
 */
public record Manifest(
        String database,
        SortedMap<String, TableChecksum> tables,
        SortedMap<String, String> sequences,
        SortedMap<String, Long> objects) {
    private static final int SHOWN = 5;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Keeps copies. */
    public Manifest {
        tables = new TreeMap<>(tables);
        sequences = new TreeMap<>(sequences);
        objects = new TreeMap<>(objects);
    }

    /** The total number of rows. */
    public long rows() {
        return tables.values().stream().mapToLong(TableChecksum::rows).sum();
    }

    /** The differences of a restored database, one sentence each; empty if none. */
    public List<String> differences(Manifest restored) {
        List<String> all = new ArrayList<>();
        compare("the table ", tables, restored.tables, all);
        compare("the sequence ", sequences, restored.sequences, all);
        compare("the number of ", objects, restored.objects, all);
        return all;
    }

    /**
     * Fails if there are differences.
     *
     * @param differences the differences of restored databases
     * @param advice what to do if there are some
     * @throws BackupException with the first difference and the number of others
     */
    public static void requireNone(List<String> differences, String advice) {
        if (!differences.isEmpty()) {
            int more = differences.size() - SHOWN;
            throw new BackupException(
                    "What is restored is not what was dumped: "
                            + String.join("; ", differences.subList(0, Math.min(SHOWN, differences.size())))
                            + (more > 0 ? "; and " + more + " more" : ""),
                    advice);
        }
    }

    private <T> void compare(String what, Map<String, T> wanted, Map<String, T> found, List<String> all) {
        wanted.forEach((name, value) -> {
            T other = found.get(name);
            if (other == null) {
                all.add(what + name + " of the database " + database + " is missing");
            } else if (!other.equals(value)) {
                all.add(what + name + " of the database " + database + " differs: " + words(value) + " were dumped, "
                        + words(other) + " are restored");
            }
        });
        found.keySet().stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(name -> all.add(what + name + " of the database " + database + " was not dumped"));
    }

    private static String words(Object value) {
        return value instanceof TableChecksum sum ? sum.rows() + " rows (" + sum.digest() + ")" : value.toString();
    }

    /** Reads one. */
    public static Manifest read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Manifest.class);
    }

    void write(Path file) throws IOException {
        Files.write(file, JSON.writeValueAsBytes(this));
    }
}
