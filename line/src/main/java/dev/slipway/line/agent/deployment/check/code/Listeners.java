package dev.slipway.line.agent.deployment.check.code;

import dev.slipway.line.archive.code.Annotation;
import dev.slipway.line.archive.code.ClassFile;
import dev.slipway.line.group.ResourceName;
import dev.slipway.line.group.ResourceName.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The message-driven beans in an application's own code that listen to the worker's broker. */
public final class Listeners {
    private static final String LISTENER = "Ljakarta/ejb/MessageDriven;";
    private static final String PROPERTY = "Ljakarta/ejb/ActivationConfigProperty;";

    /** Signs that a message-driven bean listens to another broker than the worker's, or finds it other than by JNDI. */
    private static final List<String> OTHER_BROKERS = List.of(
            "Lorg/jboss/ejb3/annotation/ResourceAdapter;", "useJNDI", "connectorClassName", "connectionParameters");

    private final SortedMap<String, ResourceName> namesByBean = new TreeMap<>();

    /** Takes a class into account. */
    void add(String name, ClassFile code) {
        if (code.refersTo(LISTENER) && !code.refersToOne(OTHER_BROKERS)) {
            List<Annotation> properties = code.annotations(PROPERTY);
            property(properties, "destinationLookup")
                    .or(() -> property(properties, "destination"))
                    .map(ResourceName::new)
                    .filter(found -> found.destination().isPresent())
                    .ifPresent(found -> namesByBean.put(name, found));
        }
    }

    private static Optional<String> property(List<Annotation> properties, String name) {
        return properties.stream()
                .filter(one -> name.equals(one.values().get("propertyName")))
                .map(one -> one.values().getOrDefault("propertyValue", ""))
                .findFirst();
    }

    /**
     * Warnings about those that listen to a destination that the broker lacks. For a name unknown to JNDI, WildFly uses
     * its last part as the destination's name.
     *
     * @param destinations the last parts of the names of the broker's destinations; empty if there is no broker,
     *     without which the beans do not start
     */
    public List<String> warnings(String service, Set<String> destinations) {
        List<String> warnings = new ArrayList<>();
        namesByBean.forEach((bean, name) -> {
            Optional<Destination> destination = name.destination();
            if (destination.isPresent() && !destinations.isEmpty() && !destinations.contains(name.last())) {
                warnings.add("Its message-driven bean " + bean + " listens to " + name.text() + ", which " + service
                        + " does not have: it would receive nothing. Add it: slipway services add " + service + " "
                        + destination.get().option());
            }
        });
        return List.copyOf(warnings);
    }
}
