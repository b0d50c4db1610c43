package dev.slipway.line.agent.journal;

import dev.slipway.line.group.ResourceName;
import dev.slipway.line.group.ResourceName.Destination;
import dev.slipway.line.group.ResourceName.Kind;
import dev.slipway.line.worker.RootCause;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an archive lacks by the cause of its failure, and the command that gives it to its service. */
final class MissingResources {
    /** A missing resource as {@link RootCause} names it; truncated names do not match. */
    private static final Pattern MISSING = Pattern.compile("(" + RootCause.NO_DATA_SOURCE + "|"
            + RootCause.NOTHING_BOUND + ")(java:[^ ,…]+)(?=,|$)|" + RootCause.NO_BROKER);

    /** Names of the component's environment, such as {@code @Resource(name = "jms/orders")} without {@code lookup}. */
    private static final Pattern DESTINATION = Pattern.compile("java:comp/env/(.*/)?(jms|queues?|topics?)/[^/]+");

    private static final Pattern MAIL_SESSION = Pattern.compile("java:comp/env/(.*/)?mail/[^/]+");

    /** The last part of a name for what makes connections: it is no destination. */
    private static final Pattern FACTORY = Pattern.compile("(?i)factory|connection|cf$|xa$");

    private static final String NAMES = ". A definition gives names in java:jboss/ and java:/ only";
    private static final String WHERE_TO_POINT = ", by lookup of @Resource or as jndi-name in jboss-web.xml";
    private static final String DEFAULT_MAIL = "java:jboss/mail/Default";
    private static final Set<String> DEFAULT_DATA_SOURCES =
            Set.of("java:jboss/datasources/ExampleDS", "java:comp/DefaultDataSource");
    private static final Pattern MAIL = Pattern.compile("[Mm]ail");
    private static final String BROKER_NAME = "java:/JmsXA";
    private static final Set<String> BROKER = Set.of(
            BROKER_NAME,
            "java:/ConnectionFactory",
            "java:jboss/DefaultJMSConnectionFactory",
            "java:/jms/queue/DLQ",
            "java:/jms/queue/ExpiryQueue");

    private final String service;
    private final Set<String> databases = new LinkedHashSet<>();
    private final Set<String> mails = new LinkedHashSet<>();
    private final Set<String> queues = new LinkedHashSet<>();
    private final Set<String> topics = new LinkedHashSet<>();
    private boolean isDatabase;
    private boolean isMail;
    private boolean isBroker;

    /** Whether there is a data source by a name that no definition can give. */
    private boolean isElsewhere;

    private boolean isOtherFactory;

    /** The options for other resources by such names, and the names to point to. */
    private final Set<String> elsewhereOptions = new LinkedHashSet<>();

    private final Set<String> elsewhereTargets = new LinkedHashSet<>();

    private MissingResources(String service) {
        this.service = service;
    }

    /**
     * The cause, and the command that adds everything missing to the service.
     *
     * @param cause in one line
     * @param service whose archive it is
     */
    static String advised(String cause, String service) {
        MissingResources resources = new MissingResources(service);
        Matcher missing = MISSING.matcher(cause);
        int known = 0;
        while (missing.find()) {
            known += resources.take(missing) ? 1 : 0;
        }
        String advised = cause + resources.given(known) + resources.pointedTo();
        return cause.contains(RootCause.NO_DATABASE)
                ? advised + ". If " + service + " has no database yet: slipway services add " + service + " --database"
                : advised;
    }

    /** The command for what a definition can give. */
    private String given(int known) {
        return known == 0
                ? ""
                : ". To give " + service + (known == 1 ? " one" : " these") + ": slipway services add " + service
                        + options() + ", or " + definition() + " in its definition";
    }

    /** The commands for what it can give by other names only. */
    private String pointedTo() {
        String advice = "";
        if (isElsewhere) {
            advice += NAMES + ", and none of the server's own: slipway services add " + service
                    + " --database, and point to java:jboss/datasources/" + service
                    + ", in persistence.xml (jta-data-source) or as jndi-name of the resource-ref in jboss-web.xml";
        }
        if (!elsewhereOptions.isEmpty()) {
            String options = String.join(" ", elsewhereOptions);
            String targets = String.join(", ", elsewhereTargets);
            advice += NAMES + ": slipway services add " + service + " " + options + ", and point to " + targets
                    + WHERE_TO_POINT;
        }
        if (isOtherFactory) {
            advice += ". A definition gives the JMS connection factories java:/JmsXA and java:/ConnectionFactory only:"
                    + " slipway services add " + service + " --messaging, and point to java:/JmsXA" + WHERE_TO_POINT;
        }
        return advice;
    }

    /** Whether a definition can provide the missing item. */
    private boolean take(Matcher missing) {
        String name = missing.group(2);
        if (name == null) {
            return takeResource(BROKER_NAME);
        }
        return missing.group(1).equals(RootCause.NO_DATA_SOURCE) ? takeDataSource(name) : takeResource(name);
    }

    private boolean takeDataSource(String name) {
        boolean isDefault = DEFAULT_DATA_SOURCES.contains(name) || name.equals("java:jboss/datasources/" + service);
        if (!isDefault && !new ResourceName(name).isGivable()) {
            isElsewhere = true;
            return false;
        }
        isDatabase = true;
        if (!isDefault) {
            databases.add(name);
        }
        return true;
    }

    private boolean takeResource(String text) {
        ResourceName name = new ResourceName(text);
        Optional<Destination> destination = name.destination();
        if (BROKER.contains(text)) {
            isBroker = true;
        } else if (destination.isPresent()) {
            Destination given = destination.get();
            (given.kind() == Kind.QUEUE ? queues : topics).add(given.value());
        } else if (name.isConnectionFactory()) {
            isOtherFactory = true;
            return false;
        } else if (!name.isGivable()) {
            takeElsewhere(name);
            return false;
        } else if (name.kind().isEmpty() && MAIL.matcher(text).find()) {
            isMail = true;
            if (!text.equals(DEFAULT_MAIL)) {
                mails.add(text);
            }
        } else {
            return false;
        }
        return true;
    }

    /** Of the environment's names only, since an application itself may define those of {@code java:global} and {@code java:app}. */
    private void takeElsewhere(ResourceName name) {
        boolean isFactory = FACTORY.matcher(name.last()).find();
        if (MAIL_SESSION.matcher(name.text()).matches()) {
            elsewhereOptions.add("--mail");
            elsewhereTargets.add(DEFAULT_MAIL);
        } else if (!isFactory && DESTINATION.matcher(name.text()).matches()) {
            Kind kind = name.kind().orElse(Kind.QUEUE);
            String target = "java:/jms/" + kind.word() + "/" + name.last();
            new ResourceName(target).destination().ifPresent(given -> {
                elsewhereOptions.add(given.option());
                elsewhereTargets.add(target);
            });
        }
    }

    private boolean isBrokerAlone() {
        return isBroker && queues.isEmpty() && topics.isEmpty();
    }

    private String options() {
        StringBuilder options = new StringBuilder();
        if (isDatabase) {
            options.append(" --database").append(value(databases));
        }
        if (isMail) {
            options.append(" --mail").append(value(mails));
        }
        queues.forEach(queue -> options.append(" --queue ").append(queue));
        topics.forEach(topic -> options.append(" --topic ").append(topic));
        return isBrokerAlone() ? options.append(" --messaging").toString() : options.toString();
    }

    private static String value(Set<String> names) {
        return names.isEmpty() ? "" : "=" + String.join(",", names);
    }

    private String definition() {
        List<String> lines = new ArrayList<>();
        if (isDatabase) {
            lines.add("database: " + part("jndi", databases));
        }
        if (isMail) {
            lines.add("mail: " + part("jndi", mails));
        }
        if (isBrokerAlone()) {
            lines.add("messaging: true");
        } else if (!queues.isEmpty() || !topics.isEmpty()) {
            lines.add("messaging: {"
                    + List.of(list("queues", queues), list("topics", topics)).stream()
                            .filter(list -> !list.isEmpty())
                            .collect(Collectors.joining(", "))
                    + "}");
        }
        return String.join(" and ", lines);
    }

    private static String part(String key, Set<String> names) {
        return names.isEmpty() ? "true" : "{" + list(key, names) + "}";
    }

    private static String list(String key, Set<String> names) {
        return names.isEmpty() ? "" : key + ": [" + String.join(", ", names) + "]";
    }
}
