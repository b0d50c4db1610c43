package dev.slipway.line.agent.deployment.check.data;

import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.archive.PersistenceUnit;
import dev.slipway.line.archive.code.ClassFile;
import dev.slipway.line.ledger.DeploymentTarget;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The data sources that an archive brings along and that keep their rows in the memory of the one server that it runs on. */
public final class MemoryData {
    private static final Pattern IN_MEMORY = Pattern.compile("jdbc:(h2|hsqldb):mem:|jdbc:derby:memory:");

    /** With these, Spring Boot connects to H2, which every archive finds in the server. */
    private static final List<Pattern> OF_SPRING = List.of(
            Pattern.compile("spring-jdbc(-[0-9].*)?\\.jar"),
            Pattern.compile("spring-boot-autoconfigure(-[0-9].*)?\\.jar"));

    private MemoryData() {}

    /** The descriptors that say so, by their file names. */
    public static Set<String> of(Descriptors descriptors) {
        Set<String> names = descriptors.dataSources(IN_MEMORY);
        for (String name : List.of(Descriptors.WEB, Descriptors.APPLICATION)) {
            // The URL may be an element or the value of a property.
            boolean isInMemory = Stream.of("url", "value")
                    .flatMap(element -> descriptors.texts(name, "data-source", element).stream())
                    .anyMatch(text -> IN_MEMORY.matcher(text).find());
            if (isInMemory) {
                names.add(name.substring(name.indexOf('/') + 1));
            }
        }
        if (PersistenceUnit.of(descriptors).stream()
                .anyMatch(unit -> IN_MEMORY.matcher(unit.url()).lookingAt())) {
            names.add("persistence.xml");
        }
        return names;
    }

    /** The files of Spring's configuration that say so. */
    public static Set<String> ofSpring(List<SpringConfiguration> configurations) {
        Set<String> names = new TreeSet<>();
        for (SpringConfiguration spring : configurations) {
            spring.setting(SpringConfiguration.URL)
                    .filter(url ->
                            spring.setting(SpringConfiguration.DATA_SOURCE).isEmpty())
                    .filter(url -> IN_MEMORY.matcher(url.value()).lookingAt())
                    .ifPresent(url -> names.add(url.file()));
        }
        return names;
    }

    /** Whether Spring Boot connects to a database in memory because its configuration names none. */
    public static boolean isSpringsDefault(Descriptors descriptors, List<SpringConfiguration> configurations) {
        return descriptors.byWar("").values().stream()
                        .anyMatch(war -> OF_SPRING.stream()
                                .allMatch(name -> war.byLibrary().keySet().stream()
                                        .anyMatch(
                                                library -> name.matcher(library).matches())))
                && configurations.stream().allMatch(SpringConfiguration::hasNoConnection);
    }

    /** The warning for that default, on a service with a database. */
    public static String warning(DesiredGroup group) {
        return "Its configuration of Spring names no data source, so Spring Boot keeps all rows in memory (H2) until"
                + " the worker stops, and none in the database of " + group.service()
                + ". To use that database: slipway config set " + group.service()
                + " SPRING_DATASOURCE_JNDI_NAME=java:comp/DefaultDataSource"
                + DeploymentTarget.option(group.environment());
    }

    /** The warning for these databases: each worker would have its own rows. */
    public static String warning(String names, int workers) {
        return "It has an in-memory data source (" + names + "), and each of the " + workers
                + " workers has rows of its own, until it stops. With a single worker, all rows are in one place; for"
                + " a database that all of them share, use services add --database, and remove that data source";
    }

    /** Whether a class defines one by an annotation. */
    public static boolean isDefinedBy(ClassFile code) {
        return code.refersTo("Ljakarta/annotation/sql/DataSourceDefinition;") && code.contains(IN_MEMORY);
    }
}
