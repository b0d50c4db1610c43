package dev.slipway.line.agent.deployment.check.data;

import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.archive.Descriptors;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Spring Boot's configuration files in a WAR's own classes. */
public final class SpringConfiguration {
    static final String DATA_SOURCE = "spring.datasource.jndi-name";

    /** With a data source, Spring ignores it. */
    static final String URL = "spring.datasource.url";

    /** The variables that may override these files, or have others read. */
    private static final Pattern VARIABLES =
            Pattern.compile("(?i)SPRING_((PROFILES|CONFIG|JPA|MAIN|AUTOCONFIGURE).*|APPLICATION_JSON"
                    + "|DATASOURCE_(?!(USERNAME|PASSWORD)$).*)");

    /** Within the names of data sources' properties, also of an application's own. */
    private static final String OF_DATA_SOURCE = "datasource.";

    /** After that, those of connections. */
    private static final List<String> CONNECTIONS = List.of("url", "jndi", "embedded", "class", "type");

    /** The beginnings of other properties of connections, and of none. */
    private static final List<String> OTHER_CONNECTIONS = List.of("spring.autoconfigure.", "spring.r2dbc.");

    /** The properties that are kept, by their names in one form. */
    private static final Map<String, String> NAMES = Stream.concat(
                    Stream.of(DATA_SOURCE, URL), SpringDrops.properties())
            .collect(Collectors.toUnmodifiableMap(SpringConfiguration::inOneForm, Function.identity()));

    private final Map<String, Setting> settings = new TreeMap<>();
    private boolean isUncertain;
    private boolean hasClusteredQuartz;
    private boolean hasConnection;

    private SpringConfiguration(Descriptors war, boolean isOverridden) {
        // Spring reads the parameters and entries of web.xml, too, before its own files.
        isUncertain = isOverridden
                || Stream.of("param-name", "env-entry-name")
                        .flatMap(element -> war.texts(Descriptors.WEB, "web-app", element).stream())
                        .anyMatch(name -> name.startsWith("spring."));
        for (String file : Descriptors.SPRING_YAML) {
            war.contents(file).forEach(yaml -> addYaml(file, yaml));
        }
        war.properties(Descriptors.SPRING)
                .forEach(properties ->
                        properties.forEach((key, value) -> add(Descriptors.SPRING, key.toString(), value.toString())));
    }

    /**
     * A property's setting.
     *
     * @param file its name
     * @param value not blank
     */
    record Setting(String file, String value) {}

    /**
     * The configurations of all WARs.
     *
     * @param group the server group, whose variables may override them
     */
    public static List<SpringConfiguration> of(Descriptors descriptors, Optional<DesiredGroup> group) {
        boolean isOverridden = group.filter(SpringConfiguration::isOverriddenBy).isPresent();
        return descriptors.byWar("").values().stream()
                .map(war -> new SpringConfiguration(war, isOverridden))
                .toList();
    }

    /** Whether a variable of the group may override these files. */
    static boolean isOverriddenBy(DesiredGroup group) {
        return group.hasVariable(VARIABLES);
    }

    /** Whether it may have Quartz run each job on one worker only. */
    public boolean hasClusteredQuartz() {
        return hasClusteredQuartz;
    }

    /** Whether nothing says what to connect to. */
    public boolean hasNoConnection() {
        return !hasConnection && !isUncertain;
    }

    /**
     * The setting of a property: {@link #DATA_SOURCE}, {@link #URL}, or one of {@link SpringDrops}. None has one where
     * profiles, other files or variables may decide.
     */
    Optional<Setting> setting(String property) {
        return isUncertain ? Optional.empty() : Optional.ofNullable(settings.get(property));
    }

    private void addYaml(String file, byte[] yaml) {
        try {
            SpringYaml.read(yaml, (key, value) -> add(file, key, value));
        } catch (RuntimeException e) {
            // What it says is unknown.
            isUncertain = true;
            hasClusteredQuartz = true;
        }
    }

    private void add(String path, String key, String text) {
        String value = text.strip();
        String property = inOneForm(key);
        String name = NAMES.get(property);
        if (value.isEmpty()) {
            // It overrides that of a weaker file.
            if (name != null) {
                settings.remove(name);
            }
            return;
        }
        isUncertain |= property.startsWith("spring.profiles") || property.startsWith("spring.config.");
        hasConnection |= isOfConnection(property);
        hasClusteredQuartz |= property.endsWith("isclustered") && value.equals("true");
        if (name != null) {
            settings.put(name, new Setting(path.substring(path.lastIndexOf('/') + 1), value));
        }
    }

    /** By no regular expression: a name may be as long as its file. */
    private static boolean isOfConnection(String property) {
        int at = property.indexOf(OF_DATA_SOURCE);
        return at >= 0 && CONNECTIONS.stream().anyMatch(word -> property.indexOf(word, at) >= 0)
                || OTHER_CONNECTIONS.stream().anyMatch(property::startsWith);
    }

    /** Spring takes several: {@code ddl-auto}, {@code ddlAuto}, {@code ddl_auto}; {@code a.b}, {@code a[b]}. */
    private static String inOneForm(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replace("-", "")
                .replace("_", "")
                .replace(".[", ".")
                .replace("[", ".")
                .replace("]", "");
    }
}
