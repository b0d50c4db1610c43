package dev.slipway.line.agent.deployment;

import dev.slipway.line.archive.Descriptors;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds Spring Boot settings that drop tables at every start of the application, in a database shared by all workers.
 */
final class SpringDrops {
    private static final Set<String> BY_JPA = Set.of("drop", "drop-and-create");

    /** As in {@link SchemaDrops}. */
    private static final Set<String> BY_HIBERNATE = Set.of("create", "create-drop", "drop");

    /** The first that is set decides. */
    private static final List<Action> ACTIONS = List.of(
            new Action("spring.jpa.properties.", "jakarta.persistence.schema-generation.database.action", BY_JPA),
            new Action("spring.jpa.properties.", "javax.persistence.schema-generation.database.action", BY_JPA),
            new Action("spring.jpa.properties.", "hibernate.hbm2ddl.auto", BY_HIBERNATE),
            new Action("spring.jpa.hibernate.", "ddl-auto", BY_HIBERNATE));

    private SpringDrops() {}

    /**
     * A property, and its values that drop.
     *
     * @param end what follows the prefix
     */
    private record Action(String prefix, String end, Set<String> dropping) {
        Optional<SpringConfiguration.Setting> in(SpringConfiguration spring) {
            return spring.setting(prefix + end, end);
        }

        /** Only if all of its values drop. */
        Optional<String> drop(SpringConfiguration.Setting setting) {
            return setting.values().stream().allMatch(value -> dropping.contains(value.toLowerCase(Locale.ROOT)))
                    ? Optional.of(setting.file() + ": " + prefix + end + "=" + String.join(", ", setting.values()))
                    : Optional.empty();
        }
    }

    /** The settings that drop, such as {@code application.yml: spring.jpa.hibernate.ddl-auto=create}. */
    static Set<String> of(Descriptors descriptors, SharedDatabase shared) {
        Set<String> drops = new TreeSet<>();
        for (SpringConfiguration spring : SpringConfiguration.of(descriptors)) {
            if (isShared(spring, shared)) {
                ACTIONS.stream()
                        .filter(action -> action.in(spring).isPresent())
                        .findFirst()
                        .flatMap(action -> action.in(spring).flatMap(action::drop))
                        .ifPresent(drops::add);
            }
        }
        return drops;
    }

    /** Without a data source and a URL, Spring connects to a database in memory. */
    private static boolean isShared(SpringConfiguration spring, SharedDatabase shared) {
        Set<String> dataSources = spring.dataSources();
        Set<String> urls =
                spring.urls().map(SpringConfiguration.Setting::values).orElse(Set.of());
        return dataSources.isEmpty()
                ? !urls.isEmpty() && urls.stream().allMatch(url -> shared.isThatOf("", url))
                : dataSources.stream().allMatch(name -> shared.isThatOf(name, ""));
    }

    /** The warning about these. */
    static String warning(Set<String> drops) {
        return "Its configuration of Spring drops all tables at each start ("
                + String.join("; ", drops)
                + "): each start of a worker, also by a restart or config set, deletes the data of the database that all"
                + " workers share. Use migrations and spring.jpa.hibernate.ddl-auto=validate";
    }
}
