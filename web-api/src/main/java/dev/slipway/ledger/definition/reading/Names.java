package dev.slipway.ledger.definition.reading;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules for the names in a list.
 *
 * @param form the pattern that each must match
 * @param rule explains the pattern
 * @param given names that always exist, and must not be listed
 */
public record Names(Pattern form, String rule, String example, List<String> given) {
    /** The most elements of a list. */
    static final int MOST = 50;

    static final Names ROLES = of(
            "[A-Za-z][A-Za-z0-9._-]{0,62}",
            "must be a role's name of 1 to 63 letters, digits and ._-, and begin with a letter",
            "customer");
    /** A destination's own name, or a JNDI name, which ends in the destination's own name. */
    private static final String DESTINATION =
            "(java:(jboss/|/)([A-Za-z0-9_.-]{1,63}/){0,9})?[A-Za-z][A-Za-z0-9_.-]{0,62}";

    static final Names QUEUES = new Names(
            Pattern.compile(DESTINATION),
            "must be a queue's name of 1 to 63 letters, digits and _.-, and begin with a letter, or end in one as java:/queue/orders,"
                    + " of which no part has more than 63 characters",
            "orders",
            List.of("DLQ", "ExpiryQueue"));
    static final Names TOPICS = of(
            DESTINATION,
            "must be a topic's name of 1 to 63 letters, digits and _.-, and begin with a letter, or end in one as java:/topic/prices,"
                    + " of which no part has more than 63 characters",
            "prices");

    private static final Pattern NAMESPACE = Pattern.compile("^java:/?(?:jboss/)?(?:exported/)?");

    private static final String JNDI = "java:(jboss/|/)[A-Za-z0-9_](?:[A-Za-z0-9_.-]|/(?=[A-Za-z0-9_])){0,99}";

    /** Names of the server itself, with all below them. */
    private static final Pattern OF_THE_SERVER = Pattern.compile(
            "java:(/jms|/JmsXA|/ConnectionFactory|/TransactionManager|jboss/(ee|exported|jaas|infinispan|clustering"
                    + "|DefaultJMSConnectionFactory|UserTransaction|TransactionManager|TransactionSynchronizationRegistry))(/.*)?");

    public Names {
        given = List.copyOf(given);
    }

    /** Names that a service's database can have besides those that it always has. */
    static Names databases(String service) {
        return new Names(
                Pattern.compile(JNDI),
                "must be a JNDI name such as java:jboss/datasources/ShopDS",
                "java:jboss/datasources/ShopDS",
                List.of("java:jboss/datasources/" + service, "java:jboss/datasources/ExampleDS"));
    }

    /** Names that a mail session can have besides the one that it always has. */
    static Names mail() {
        return new Names(
                Pattern.compile(JNDI),
                "must be a JNDI name such as java:jboss/mail/Shop",
                "java:jboss/mail/Shop",
                List.of("java:jboss/mail/Default"));
    }

    /** The mistake in a name that follows these, if there is one. */
    Optional<String> wrong(String name, Collection<String> before) {
        if (!form.matcher(name).matches()) {
            return Optional.of(rule);
        }
        if (given.contains(name)) {
            return Optional.of("exists by default; remove it");
        }
        if (before.contains(name)) {
            return Optional.of("is already in the list; remove it");
        }
        if (!isDestination() && OF_THE_SERVER.matcher(name).matches()) {
            return Optional.of("is reserved by the server; choose another, such as " + example);
        }
        Optional<String> merged = isDestination() ? merged(name, before) : Optional.empty();
        return merged.isPresent()
                ? merged
                : Stream.concat(given.stream(), before.stream())
                        .flatMap(other -> overlap(name, other).stream())
                        .findFirst();
    }

    /**
     * The broker identifies a destination by the last part of its name: several names denote one destination only if
     * they differ in nothing but the namespace, or if that last part is listed, too.
     */
    private Optional<String> merged(String name, Collection<String> before) {
        String own = last(name);
        if (name.equals(own) || before.contains(own)) {
            return Optional.empty();
        }
        if (given.contains(own)) {
            return Optional.of("ends in " + own + ", which is reserved by the server; give it another name");
        }
        return before.stream()
                .filter(other -> last(other).equals(own) && !path(other).equals(path(name)))
                .findFirst()
                .map(other -> "ends as " + other
                        + " does, and would be the same; give it another name, or, if it is the same, list " + own
                        + " before both");
    }

    /** Without its namespace, so that it is the same for the server itself and for remote clients. */
    private static String path(String name) {
        return NAMESPACE.matcher(name).replaceFirst("");
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Queues and topics are where the server has its own. */
    private boolean isDestination() {
        return form.pattern().equals(DESTINATION);
    }

    /** A JNDI name cannot be both an object and a context of another. */
    private static Optional<String> overlap(String name, String other) {
        if (other.startsWith(name + "/")) {
            return Optional.of("is a part of " + other + ", and so is not available; give it another name");
        }
        return name.startsWith(other + "/")
                ? Optional.of("is within " + other + ", and so is not available; give it another name")
                : Optional.empty();
    }

    private static Names of(String form, String rule, String example) {
        return new Names(Pattern.compile(form), rule, example, List.of());
    }
}
