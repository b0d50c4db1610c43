package dev.slipway.line.backup.dump;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.line.backup.program.BackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * The content of a database at one moment, to compare a restored one with the dumped one.
 *
 * @param database its name
 * @param tables the checksum of each table, by quoted name with schema
 * @param sequences the states that each sequence had during the dump
 * @param objects the number of indexes, constraints, triggers, functions, views and grants
 */
public record Manifest(
        String database,
        SortedMap<String, TableChecksum> tables,
        SortedMap<String, SequenceSpan> sequences,
        SortedMap<String, Long> objects) {
    private static final int SHOWN = 5;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Manifest {
        tables = new TreeMap<>(tables);
        sequences = new TreeMap<>(sequences);
        objects = new TreeMap<>(objects);
    }

    /** A copy that also allows the sequences' states from the beginning of the dump. */
    Manifest since(Map<String, SequenceSpan> begun) {
        SortedMap<String, SequenceSpan> spans = new TreeMap<>();
        sequences.forEach(
                (name, end) -> spans.put(name, begun.getOrDefault(name, end).to(end)));
        return new Manifest(database, tables, spans, objects);
    }

    /** The total number of rows. */
    public long rows() {
        return tables.values().stream().mapToLong(TableChecksum::rows).sum();
    }

    /** The differences of a restored database, one sentence each; empty if none. */
    List<String> differences(Manifest restored) {
        List<String> all = new ArrayList<>();
        compare("the table ", tables, restored.tables, Objects::equals, all);
        compare("the sequence ", sequences, restored.sequences, SequenceSpan::has, all);
        SortedMap<String, Long> counted = counted(objects, restored.objects);
        compare("the number of ", counted, counted(restored.objects, objects), Objects::equals, all);
        return all;
    }

    /** The counts that both manifests have: another release counts other objects. */
    private static SortedMap<String, Long> counted(SortedMap<String, Long> one, SortedMap<String, Long> other) {
        SortedMap<String, Long> both = new TreeMap<>(one);
        both.keySet().retainAll(other.keySet());
        return both;
    }

    /**
     * Fails if there are differences.
     *
     * @param differences the differences of restored databases
     * @param advice what to do if there are some
     * @throws BackupException with the first differences and the number of others; its public message has no names,
     *     which a service's code chose
     */
    public static void requireNone(List<String> differences, String advice) {
        if (!differences.isEmpty()) {
            int more = differences.size() - SHOWN;
            String what = "What is restored is not what was dumped";
            throw BackupException.reportedAs(
                    what + ": "
                            + String.join("; ", differences.subList(0, Math.min(SHOWN, differences.size())))
                            + (more > 0 ? "; and " + more + " more" : ""),
                    advice,
                    what + "; the proof's own output names the differences, " + differences.size() + " in all");
        }
    }

    private <T> void compare(
            String what, Map<String, T> expected, Map<String, T> found, BiPredicate<T, T> isSame, List<String> all) {
        expected.forEach((name, value) -> {
            T other = found.get(name);
            if (other == null) {
                all.add(what + name + " of the database " + database + " is missing");
            } else if (!isSame.test(value, other)) {
                all.add(what + name + " of the database " + database + " differs: " + words(value) + " were dumped, "
                        + words(other) + " are restored");
            }
        });
        found.keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .forEach(name -> all.add(what + name + " of the database " + database + " was not dumped"));
    }

    private static String words(Object value) {
        return value instanceof TableChecksum sum ? sum.rows() + " rows (" + sum.digest() + ")" : value.toString();
    }

    static Manifest read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Manifest.class);
    }

    void write(Path file) throws IOException {
        Files.write(file, JSON.writeValueAsBytes(this));
    }
}
