package dev.slipway.ledger.configuration.content;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.slipway.ledger.platform.json.JsonColumn;
import jakarta.persistence.Converter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A complete configuration.
 *
 * @param entries its variables, by name
 */
public record Snapshot(List<Entry> entries) {
    public static final Snapshot EMPTY = new Snapshot(List.of());

    /** Sorts the entries by name. */
    public Snapshot {
        entries = entries.stream().sorted(Comparator.comparing(Entry::name)).toList();
    }

    /** The same without some variables, and with others set. One that is set to its present value keeps who set it and when. */
    public Snapshot with(Collection<String> removed, Collection<Entry> set) {
        Map<String, Entry> merged = byName();
        removed.forEach(merged::remove);
        set.forEach(entry -> put(merged, entry));
        return new Snapshot(List.copyOf(merged.values()));
    }

    private static void put(Map<String, Entry> entries, Entry entry) {
        entries.merge(entry.name(), entry, (known, set) -> known.saysTheSameAs(set) ? known : set);
    }

    /** Whether another one has the same variables with the same values. */
    public boolean isSameAs(Snapshot other) {
        return differencesTo(other).isEmpty();
    }

    /** The differences to another one, by name. */
    public List<EntryDifference> differencesTo(Snapshot other) {
        Map<String, Entry> before = byName();
        Map<String, Entry> after = other.byName();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name -> !isSame(before.get(name), after.get(name)))
                .map(name -> EntryDifference.of(before.get(name), after.get(name)))
                .toList();
    }

    /** The differences to another environment's, by name. The same secret is sealed differently there, so secrets cannot be compared. */
    public List<EntryDifference> differencesElsewhere(Snapshot other) {
        return differencesTo(other).stream()
                .filter(difference -> !(secrets().containsKey(difference.name())
                        && other.secrets().containsKey(difference.name())))
                .toList();
    }

    private static boolean isSame(@Nullable Entry before, @Nullable Entry after) {
        return before != null && after != null && before.saysTheSameAs(after);
    }

    /** The differences to another one, for people: {@code FEATURE_X: off → on}. */
    public List<String> changesTo(Snapshot other) {
        Map<String, Entry> before = byName();
        Map<String, Entry> after = other.byName();
        return differencesTo(other).stream()
                .map(difference ->
                        ChangeText.of(difference.name(), before.get(difference.name()), after.get(difference.name())))
                .toList();
    }

    /** The plain values, by name. */
    public Map<String, String> variables() {
        return values(Entry::value);
    }

    /** The sealed texts of the secrets, by name. */
    public Map<String, String> secrets() {
        return values(Entry::sealed);
    }

    private Map<String, String> values(Function<Entry, @Nullable String> which) {
        Map<String, String> values = new TreeMap<>();
        entries.forEach(
                entry -> Optional.ofNullable(which.apply(entry)).ifPresent(value -> values.put(entry.name(), value)));
        return values;
    }

    private Map<String, Entry> byName() {
        return entries.stream()
                .collect(Collectors.toMap(Entry::name, Function.identity(), (one, other) -> other, TreeMap::new));
    }

    @Converter(autoApply = true)
    static class Column extends JsonColumn<Snapshot, List<Entry>> {
        Column() {
            super(new TypeReference<>() {}, Snapshot::entries, Snapshot::new, "a configuration's entries");
        }
    }
}
