package dev.slipway.line.agent.deployment;

import dev.slipway.line.archive.Descriptors;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Spring Boot's configuration files in a WAR's own classes. YAML is searched by line, so only the end of a key is
 * known.
 */
final class SpringConfiguration {
    /** How variables begin that override these files. */
    static final String VARIABLE = "SPRING_";

    private static final String PROFILE = "spring.profiles.active";

    /** Properties that have other files override this one, or this one apply at times only. */
    private static final List<String> ELSEWHERE = List.of(
            PROFILE,
            "spring.profiles.include",
            "spring.profiles.default",
            "spring.config.activate.on-profile",
            "spring.config.activate.on-cloud-platform",
            "spring.config.import");

    private static final Pattern ELSEWHERE_IN_YAML =
            Pattern.compile("(?m)^[^#\\n]*\\b(profiles?|import|on-cloud-platform)\\b[^#\\n]*:");
    private static final Pattern OTHER_NAME = Pattern.compile("(?i)mail|jms|ConnectionFactory");
    private static final Pattern CLUSTERED = line("isClustered");

    private final Descriptors war;

    private SpringConfiguration(Descriptors war) {
        this.war = war;
    }

    /**
     * A property's setting.
     *
     * @param file its name
     * @param values one, or those of all its lines with such a key
     */
    record Setting(String file, Set<String> values) {
        Setting {
            values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
        }
    }

    /** The configurations of all WARs, without those for profiles, which may not be active. */
    static List<SpringConfiguration> of(Descriptors descriptors) {
        return descriptors.byWar("").values().stream()
                .map(SpringConfiguration::new)
                .filter(spring -> !spring.isElsewhere())
                .toList();
    }

    /** Whether one of them has Quartz run each job on one worker only. */
    static boolean hasClusteredQuartz(Descriptors descriptors) {
        return descriptors.isTrue(Descriptors.SPRING, "spring.quartz.properties.org.quartz.jobStore.isClustered")
                || Descriptors.SPRING_YAML.stream()
                        .anyMatch(file -> descriptors.matches(file, CLUSTERED).contains("true"));
    }

    private boolean isElsewhere() {
        return ELSEWHERE.stream()
                        .anyMatch(property ->
                                !war.value(Descriptors.SPRING, property).isEmpty())
                || Descriptors.SPRING_YAML.stream()
                        .anyMatch(file -> !war.matches(file, ELSEWHERE_IN_YAML).isEmpty())
                || war.texts(Descriptors.WEB, "web-app", "param-name").contains(PROFILE);
    }

    /** The JNDI names of its data sources. */
    Set<String> dataSources() {
        Set<String> names = new TreeSet<>();
        setting("spring.datasource.jndi-name", "jndi-name").ifPresent(setting -> names.addAll(setting.values()));
        // The keys of spring.mail and spring.jms have the same end.
        names.removeIf(name -> OTHER_NAME.matcher(name).find());
        return names;
    }

    /** The JDBC URLs, at least one; with a JNDI name, Spring ignores them. */
    Optional<Setting> urls() {
        return setting("spring.datasource.url", "url").flatMap(setting -> {
            Set<String> urls = new TreeSet<>(setting.values());
            // The keys of other URLs have the same end.
            urls.removeIf(url -> !url.contains("jdbc:"));
            return urls.isEmpty() ? Optional.empty() : Optional.of(new Setting(setting.file(), urls));
        });
    }

    /**
     * The setting of a property.
     *
     * @param end how its key ends in a line of YAML
     */
    Optional<Setting> setting(String property, String end) {
        for (String key : List.of(property, inCamelCase(property))) {
            String value = war.value(Descriptors.SPRING, key);
            if (!value.isEmpty()) {
                return Optional.of(new Setting(fileName(Descriptors.SPRING), Set.of(value)));
            }
        }
        Pattern line = line(end);
        for (String file : Descriptors.SPRING_YAML) {
            Set<String> values = war.matches(file, line);
            if (!values.isEmpty()) {
                return Optional.of(new Setting(fileName(file), values));
            }
        }
        return Optional.empty();
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Matches a YAML line whose key has this end, but no comment; the first group is the value. */
    private static Pattern line(String end) {
        return Pattern.compile("(?m)^[^#\\n]*\\b(?:" + Pattern.quote(end) + "|" + Pattern.quote(inCamelCase(end))
                + ")[\"'\\]]*[ \\t]*:[ \\t]+[\"']?([^\\s\"'#]+)");
    }

    /** Spring takes either form. */
    private static String inCamelCase(String name) {
        return Pattern.compile("-([a-z])")
                .matcher(name)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
