package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.archive.PersistenceUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The persistence units of an archive that drop their tables at every start, possibly in the database shared by all
 * workers.
 */
final class SchemaDrops {
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
    static Set<String> of(Descriptors descriptors, SharedDatabase shared) {
        Set<String> drops = new TreeSet<>();
        for (PersistenceUnit unit : PersistenceUnit.of(descriptors)) {
            if (!shared.isThatOf(unit.dataSource(), unit.url())) {
                continue;
            }
            DROPPING.forEach((property, values) -> {
                String value = unit.properties().getOrDefault(property, "");
                if (values.contains(value.toLowerCase(Locale.ROOT))) {
                    drops.add(unit.name() + ": " + value);
                }
            });
        }
        return drops;
    }

    /** The warning about these. */
    static String warning(Set<String> drops) {
        return "Its persistence.xml drops all tables at each start (" + String.join(", ", drops)
                + "): each start of a worker, also by a restart or config set, deletes the data of the database that all"
                + " workers share. Use migrations and hibernate.hbm2ddl.auto=validate, or"
                + " jakarta.persistence.schema-generation.database.action=create, which drops nothing";
    }
}
