package dev.slipway.line.agent.deployment.check.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds Spring Boot settings that drop tables at every start of the application, in a database shared by all workers.
 */
public final class SpringDrops {
    /** The first that is set decides. */
    private static final List<Action> ACTIONS = List.of(
            new Action(
                    "spring.jpa.properties.jakarta.persistence.schema-generation.database.action", SchemaDrops.BY_JPA),
            new Action("spring.jpa.properties.javax.persistence.schema-generation.database.action", SchemaDrops.BY_JPA),
            new Action("spring.jpa.properties.hibernate.hbm2ddl.auto", SchemaDrops.BY_HIBERNATE),
            new Action("spring.jpa.hibernate.ddl-auto", SchemaDrops.BY_HIBERNATE));

    private SpringDrops() {}

    /** A property, and its values that drop. */
    private record Action(String property, Set<String> dropping) {
        Optional<String> dropIn(SpringConfiguration spring) {
            return spring.setting(property)
                    .filter(setting -> dropping.contains(setting.value().toLowerCase(Locale.ROOT)))
                    .map(setting -> setting.file() + ": " + property + "=" + setting.value());
        }
    }

    /** The properties that may drop. */
    static Stream<String> properties() {
        return ACTIONS.stream().map(Action::property);
    }

    /** The settings that drop, such as {@code application.yml: spring.jpa.hibernate.ddl-auto=create}. */
    public static Set<String> of(List<SpringConfiguration> configurations, SharedDatabase database) {
        Set<String> shared = database.among(configurations.stream()
                .flatMap(spring -> spring.setting(SpringConfiguration.DATA_SOURCE).stream())
                .map(SpringConfiguration.Setting::value)
                .collect(Collectors.toSet()));
        Set<String> drops = new TreeSet<>();
        for (SpringConfiguration spring : configurations) {
            if (isShared(spring, shared)) {
                ACTIONS.stream()
                        .filter(action -> spring.setting(action.property()).isPresent())
                        .findFirst()
                        .flatMap(action -> action.dropIn(spring))
                        .ifPresent(drops::add);
            }
        }
        return drops;
    }

    /** Without a data source and a URL, Spring connects to a database in memory. */
    private static boolean isShared(SpringConfiguration spring, Set<String> shared) {
        return spring.setting(SpringConfiguration.DATA_SOURCE)
                .map(dataSource -> shared.contains(dataSource.value()))
                .or(() -> spring.setting(SpringConfiguration.URL).map(url -> SharedDatabase.isAt(url.value())))
                .orElse(false);
    }

    /** The warning about these. */
    public static String warning(Set<String> drops) {
        return "Its configuration of Spring drops all tables at each start ("
                + String.join("; ", drops)
                + "): each start of a worker, also by a restart or config set, deletes the data of the database that all"
                + " workers share. Use migrations and spring.jpa.hibernate.ddl-auto=validate";
    }
}
