package dev.slipway.line.agent.deployment.check.data;

import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.archive.PersistenceUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The persistence units of an archive that drop their tables at every start, possibly in the database shared by all
 * workers.
 */
public final class SchemaDrops {
    /** The values of Jakarta Persistence's action that drop. */
    static final Set<String> BY_JPA = Set.of("drop", "drop-and-create");

    /** Hibernate's own. Its {@code create} drops first, unlike that of Jakarta Persistence. */
    static final Set<String> BY_HIBERNATE = Set.of("create", "create-drop", "drop");

    /** The values that drop, by property. */
    private static final Map<String, Set<String>> DROPPING = Map.of(
            PersistenceUnit.JAKARTA_ACTION, BY_JPA,
            PersistenceUnit.JAVAX_ACTION, BY_JPA,
            PersistenceUnit.HIBERNATE_ACTION, BY_HIBERNATE);

    private SchemaDrops() {}

    /** The units with the value that drops, such as {@code shop: drop-and-create}. */
    public static Set<String> of(Descriptors descriptors, SharedDatabase database) {
        List<PersistenceUnit> dropping = PersistenceUnit.of(descriptors).stream()
                .filter(unit -> drops(unit).findAny().isPresent())
                .toList();
        Set<String> shared = database.among(
                dropping.stream().map(PersistenceUnit::dataSource).collect(Collectors.toSet()));
        return dropping.stream()
                .filter(unit ->
                        unit.url().isBlank() ? shared.contains(unit.dataSource()) : SharedDatabase.isAt(unit.url()))
                .flatMap(SchemaDrops::drops)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> drops(PersistenceUnit unit) {
        return DROPPING.entrySet().stream()
                .filter(dropping -> dropping.getValue()
                        .contains(value(unit, dropping.getKey()).toLowerCase(Locale.ROOT)))
                .map(dropping -> unit.name() + ": " + value(unit, dropping.getKey()));
    }

    private static String value(PersistenceUnit unit, String property) {
        return unit.properties().getOrDefault(property, "");
    }

    /** The warning about these. */
    public static String warning(Set<String> drops) {
        return "Its persistence.xml drops all tables at each start (" + String.join(", ", drops)
                + "): each start of a worker, also by a restart or config set, deletes the data of the database that all"
                + " workers share. Use migrations and hibernate.hbm2ddl.auto=validate, or"
                + " jakarta.persistence.schema-generation.database.action=create, which drops nothing";
    }
}
