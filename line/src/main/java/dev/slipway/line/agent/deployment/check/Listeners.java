package dev.slipway.line.agent.deployment.check;

import dev.slipway.line.archive.ClassFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The message-driven beans in an application's own code that listen to the worker's broker. */
final class Listeners {
    private static final String LISTENER = "Ljakarta/ejb/MessageDriven;";

    /** Signs that a message-driven bean listens to another broker than the worker's, or finds it other than by JNDI. */
    private static final List<String> OTHER_BROKERS = List.of(
            "Lorg/jboss/ejb3/annotation/ResourceAdapter;", "useJNDI", "connectorClassName", "connectionParameters");

    /** A name that a definition can give: it becomes part of a command. */
    private static final Pattern DESTINATION =
            Pattern.compile("java:(?:jboss/|/)(?:[A-Za-z0-9._-]{1,63}/){0,9}(queue|topic)/"
                    + "(?:[A-Za-z0-9._-]{1,63}/){0,9}[A-Za-z][A-Za-z0-9._-]{0,62}");

    /** One that it can give by its last part alone. */
    private static final Pattern OWN_DESTINATION = Pattern.compile("java:/jms/(?:queue|topic)/([^/]+)");

    private final SortedMap<String, String> destinationsByBean = new TreeMap<>();

    /** Takes a class into account. */
    void add(String name, ClassFile code) {
        if (code.refersTo(LISTENER) && !code.refersToOne(OTHER_BROKERS)) {
            code.activationProperty("destinationLookup")
                    .or(() -> code.activationProperty("destination"))
                    .filter(destination -> DESTINATION.matcher(destination).matches())
                    .ifPresent(destination -> destinationsByBean.put(name, destination));
        }
    }

    /**
     * Warnings about those that listen to a destination that the broker lacks. For a name unknown to JNDI, WildFly uses
     * its last part as the destination's name.
     *
     * @param destinations the last parts of the names of the broker's destinations; empty if there is no broker,
     *     without which the beans do not start
     */
    List<String> warnings(String service, Set<String> destinations) {
        List<String> warnings = new ArrayList<>();
        destinationsByBean.forEach((bean, name) -> {
            if (!destinations.isEmpty() && !destinations.contains(name.substring(name.lastIndexOf('/') + 1))) {
                Matcher kind = DESTINATION.matcher(name);
                Matcher own = OWN_DESTINATION.matcher(name);
                warnings.add("Its message-driven bean " + bean + " listens to " + name + ", which " + service
                        + " does not have: it would receive nothing. Add it: slipway services add " + service + " --"
                        + (kind.matches() ? kind.group(1) : "queue") + " " + (own.matches() ? own.group(1) : name));
            }
        });
        return List.copyOf(warnings);
    }
}
