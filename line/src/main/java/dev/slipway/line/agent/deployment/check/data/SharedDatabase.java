package dev.slipway.line.agent.deployment.check.data;

import dev.slipway.line.archive.Descriptors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether all workers share the database of an archive. An uncertain one, such as a data source defined by an
 * annotation, counts as not shared.
 *
 * @param descriptors the archive's, which may define data sources
 * @param isGiven whether the service's definition has a database
 */
public record SharedDatabase(Descriptors descriptors, boolean isGiven) {
    /** A URL, or the property of a data source without one. */
    private static final Pattern ANY = Pattern.compile("jdbc:[a-z]|[sS]erverName|<server-name>");

    /** In the memory or a file of one worker. */
    private static final Pattern EMBEDDED =
            Pattern.compile("jdbc:(\\w+:)?(h2:(?!tcp:|ssl:)|hsqldb:(?!hsqls?:|https?:)|derby:(?!//)|sqlite:)");

    /** The names that only the archive itself can define. */
    private static final Pattern OWN = Pattern.compile("java:(app|module|global)/.*");

    /**
     * Those of these data sources behind which is a database that all workers share. They are looked up together, since an archive
     * may have thousands of them.
     *
     * @param dataSources JNDI names; a blank one is the default
     */
    Set<String> among(Set<String> dataSources) {
        Map<String, Set<String>> files = descriptors.dataSources(dataSources);
        Set<String> shared = descriptors.dataSources(ANY);
        shared.removeAll(descriptors.dataSources(EMBEDDED));
        Map<String, Boolean> defined = new HashMap<>();
        // Of a name in both, the last counts.
        for (String name : List.of(Descriptors.APPLICATION, Descriptors.WEB)) {
            boolean isShared = isAt(definitions(name));
            descriptors.texts(name, "data-source", "name").forEach(source -> defined.put(source, isShared));
        }
        return dataSources.stream()
                .filter(source -> files.containsKey(source) && !source.isBlank()
                        ? shared.containsAll(files.getOrDefault(source, Set.of()))
                        : defined.getOrDefault(source, isGivenAs(source)))
                .collect(Collectors.toSet());
    }

    private boolean isGivenAs(String dataSource) {
        return isGiven && !OWN.matcher(dataSource).matches();
    }

    /** Whether a URL, or what defines a data source, leads to a server. */
    static boolean isAt(String text) {
        return ANY.matcher(text).find() && !EMBEDDED.matcher(text).find();
    }

    /** A descriptor's data source definitions. */
    private String definitions(String name) {
        Stream<String> values =
                Stream.of("url", "value").flatMap(element -> descriptors.texts(name, "data-source", element).stream());
        Stream<String> servers =
                descriptors.texts(name, "data-source", "server-name").stream().map(server -> "<server-name>" + server);
        return Stream.concat(values, servers).collect(Collectors.joining("\n"));
    }
}
