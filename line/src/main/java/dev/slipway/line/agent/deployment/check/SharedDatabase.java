package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.archive.Descriptors;
import java.util.Collections;
import java.util.List;
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
record SharedDatabase(Descriptors descriptors, boolean isGiven) {
    /** A URL, or the property of a data source without one. */
    private static final Pattern ANY = Pattern.compile("jdbc:[a-z]|[sS]erverName|<server-name>");

    /** In the memory or a file of one worker. */
    private static final Pattern EMBEDDED =
            Pattern.compile("jdbc:(\\w+:)?(h2:(?!tcp:|ssl:)|hsqldb:(?!hsqls?:|https?:)|derby:(?!//)|sqlite:)");

    /**
     * Whether all workers share the database behind this data source or URL.
     *
     * @param dataSource a JNDI name, which takes precedence over the URL; blank if there is none
     * @param url blank if there is none
     */
    boolean isThatOf(String dataSource, String url) {
        return dataSource.isBlank() && !url.isBlank() ? isOnServer(url) : isNamed(dataSource);
    }

    private static boolean isOnServer(String text) {
        return ANY.matcher(text).find() && !EMBEDDED.matcher(text).find();
    }

    private boolean isNamed(String dataSource) {
        Set<String> files = dataSource.isBlank()
                ? Set.of()
                : descriptors.dataSources(Pattern.compile("[\"']" + Pattern.quote(dataSource) + "[\"']"));
        if (!files.isEmpty()) {
            return descriptors.dataSources(ANY).containsAll(files)
                    && Collections.disjoint(descriptors.dataSources(EMBEDDED), files);
        }
        for (String name : List.of(Descriptors.WEB, Descriptors.APPLICATION)) {
            if (descriptors.texts(name, "data-source", "name").contains(dataSource)) {
                return isOnServer(definitions(name));
            }
        }
        return isGiven && !dataSource.matches("java:(app|module|global)/.*");
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
