package dev.slipway.line.group;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JNDI name of a resource that an archive uses, and whether a definition can give that, by the ledger's rules. It
 * comes from the archive; what can be given becomes part of a command.
 */
public record ResourceName(String text) {
    private static final Pattern GIVABLE =
            Pattern.compile("java:(jboss/|/)[A-Za-z0-9_](?:[A-Za-z0-9_.-]|/(?=[A-Za-z0-9_])){0,99}");

    /** Names of the server itself, with all below them. */
    private static final Pattern OF_THE_SERVER = Pattern.compile(
            "java:(/jms|/JmsXA|/ConnectionFactory|/TransactionManager|jboss/(ee|exported|jaas|infinispan|clustering"
                    + "|DefaultJMSConnectionFactory|UserTransaction|TransactionManager|TransactionSynchronizationRegistry))(/.*)?");

    private static final Pattern DESTINATION =
            Pattern.compile("java:(?:jboss/|/)(?:[A-Za-z0-9_.-]{1,63}/){0,9}[A-Za-z][A-Za-z0-9_.-]{0,62}");

    /** The destination of the last part's name: with a slash in that, it is any other JNDI name. */
    private static final Pattern OWN_DESTINATION = Pattern.compile("java:/jms/(?:queue|topic)/[^/]+");

    /** The last parts of names that denote the server's own queues. */
    private static final Set<String> QUEUES_OF_THE_SERVER = Set.of("DLQ", "ExpiryQueue");

    /** {@code eis} has those of other resource adapters. */
    private static final Pattern CONNECTION_FACTORY =
            Pattern.compile("(?i)java:(?!(jboss)?/eis/).*(connection[._-]?factory|(jms|queue|topic).*factory|cf)");

    /** What the last folder says, or else the last word. */
    private static final List<Pattern> KINDS = List.of(
            Pattern.compile("(?i).*/(queue|topic)s?/.*"), Pattern.compile(".*([Qq]ueue|QUEUE|[Tt]opic|TOPIC).*"));

    /** The kind of a destination. */
    public enum Kind {
        QUEUE,
        TOPIC;

        /** Its word, as in options. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A queue or topic that a definition can give.
     *
     * @param value what the definition calls it
     */
    public record Destination(Kind kind, String value) {
        /** The option of {@code slipway services add} for it. */
        public String option() {
            return "--" + kind.word() + " " + value;
        }
    }

    /** Its last part, by which the broker knows a destination. */
    public String last() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** Whether a database or a mail session can have it. */
    public boolean isGivable() {
        return matches(GIVABLE) && !matches(OF_THE_SERVER);
    }

    /** Whether it is one of a JMS connection factory: a definition gives none by other names than its own. */
    public boolean isConnectionFactory() {
        return matches(GIVABLE) && matches(CONNECTION_FACTORY);
    }

    /** The queue or topic that it names; empty if a definition cannot give it, or it does not say which it is. */
    public Optional<Destination> destination() {
        boolean isOwn = matches(OWN_DESTINATION);
        if (!matches(DESTINATION) || !isOwn && matches(CONNECTION_FACTORY)) {
            return Optional.empty();
        }
        Optional<Kind> kind = kind();
        boolean isOfTheServer = kind.equals(Optional.of(Kind.QUEUE)) && QUEUES_OF_THE_SERVER.contains(last());
        return isOfTheServer ? Optional.empty() : kind.map(found -> new Destination(found, isOwn ? last() : text));
    }

    /** Which kind of destination it says it is; empty if it does not. */
    public Optional<Kind> kind() {
        return KINDS.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::matches)
                .findFirst()
                .map(found -> Kind.valueOf(found.group(1).toUpperCase(Locale.ROOT)));
    }

    private boolean matches(Pattern pattern) {
        return pattern.matcher(text).matches();
    }
}
