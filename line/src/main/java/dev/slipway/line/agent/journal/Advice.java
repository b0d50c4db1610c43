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

/** Suggests how to fix an archive that does not start, if a change of its service's definition helps. */
public final class Advice {
    /** A missing resource as {@link dev.slipway.line.worker.RootCause} names it; truncated names do not match. */
    private static final Pattern MISSING =
            Pattern.compile("(no data source|nothing is bound to) (java:[^ ,…]+)(?=,|$)|(no JMS broker)");

    /** Names of the component's environment, such as {@code @Resource(name = "jms/orders")} without {@code lookup}. */
    private static final Pattern DESTINATION = Pattern.compile("java:comp/env/(.*/)?(jms|queues?|topics?)/[^/]+");

    private static final Pattern MAIL_SESSION = Pattern.compile("java:comp/env/(.*/)?mail/[^/]+");

    /** The last part of a name for what makes connections: it is no destination. */
    private static final Pattern FACTORY = Pattern.compile("(?i)factory|connection|cf$|xa$");

    private static final String WHERE_TO_POINT = ", by lookup of @Resource or as jndi-name in jboss-web.xml";

    private static final Pattern OLD_CLASS =
            Pattern.compile("no class javax[./](?!sql|naming|management|crypto|net|swing).*");

    /** Of the platform: the server has none of Jakarta MVC and NoSQL, which are not part of it. */
    private static final Pattern OTHER_VERSION = Pattern.compile("no (class|method \\S+) jakarta[./](?!mvc|nosql).*");

    /** Of the archive's Micrometer, which finds the server's in part. */
    private static final Pattern METRICS = Pattern.compile("no class io[./]prometheus[./]metrics[./].*");

    /** It would have another one by the OIDC of its login. */
    private static final Pattern SECOND_DOMAIN =
            Pattern.compile("Service \\S+\\.security-domain\\.virtual is already registered");

    private static final Pattern GONE =
            Pattern.compile("(\\S+ does not say what it runs: )?the management of \\S+ does not answer: .*");
    /** Of a worker that serves: a rehearsal says what its result means. */
    private static final Pattern NOT_READY =
            Pattern.compile("On (?!\\S+--rehearsal-)\\S+, /\\S* (does not answer|answers 503) after \\d+ s\\.");

    /** Of a worker that serves, too; MicroProfile Health answers elsewhere. */
    private static final Pattern NO_HEALTH =
            Pattern.compile("On (?!\\S+--rehearsal-)\\S+, (/\\S*)?/health(/\\S*)? answers 404 after \\d+ s\\.");

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

    private Advice(String service) {
        this.service = service;
    }

    /**
     * The cause, and the command that adds everything missing to the service.
     *
     * @param cause in one line
     * @param service whose archive it is
     * @param where the option that names the environment; empty if it is the default
     */
    static String on(String cause, String service, String where) {
        if (cause.startsWith("no security domain ")) {
            return cause + ". Remove it: its users sign in by Keycloak (slipway services add " + service
                    + " --login), or it brings an identity store (Jakarta Security)";
        }
        if (OLD_CLASS.matcher(cause).matches()) {
            return cause + ". It is built for Java EE 8 or older, and the server has jakarta.* in place of javax.*:"
                    + " build it for Jakarta EE 10";
        }
        if (OTHER_VERSION.matcher(cause).matches()) {
            return cause + ". It may be built for another version of Jakarta EE, such as 11: build it for Jakarta EE"
                    + " 10, which the server has";
        }
        if (cause.equals(RootCause.NO_LOGBACK)) {
            return cause + ". The server has an SLF4J of its own, with another implementation: " + exclusion("logging");
        }
        if (METRICS.matcher(cause).matches()) {
            return cause
                    + ". A library is missing from the archive; or if it has Micrometer, as with Spring Boot's Actuator,"
                    + " that conflicts with the server's: " + exclusion("micrometer");
        }
        if (SECOND_DOMAIN.matcher(cause).matches()) {
            return cause + ". If it uses MicroProfile JWT, remove login from the definition of " + service
                    + ": the two exclude each other. Then: slipway config set " + service
                    + " MP_JWT_VERIFY_ISSUER=… MP_JWT_VERIFY_PUBLICKEY_LOCATION=… MP_JWT_VERIFY_AUDIENCES=…" + where;
        }
        if (GONE.matcher(cause).matches()) {
            return cause
                    + ". Its server crashed or hangs: it ran out of memory (memory, metaspace in the definition), or"
                    + " the application stopped it. Its log: slipway logs " + service + where;
        }
        if (cause.equals(RootCause.ENDLESS_START)) {
            return cause
                    + ". No start may take longer: do such work in the background. If it uses Liquibase, an"
                    + " interrupted start may have left its lock: set locked to false in databasechangeloglock. What"
                    + " it waited for: deploy it again, and meanwhile slipway threads " + service + where;
        }
        if (NOT_READY.matcher(cause).matches()) {
            return cause + " If it only needs longer: slipway deploy with --probe-wait 2m, or more";
        }
        if (NO_HEALTH.matcher(cause).matches()) {
            return cause
                    + " MicroProfile Health answers at WildFly's management interface only: let a REST resource of the application"
                    + " answer there, or say where one does: slipway services add " + service + " --probe PATH";
        }
        Advice advice = new Advice(service);
        Matcher missing = MISSING.matcher(cause);
        int known = 0;
        while (missing.find()) {
            known += advice.take(missing) ? 1 : 0;
        }
        String advised = known == 0
                ? cause
                : cause + ". To give " + service + (known == 1 ? " one" : " these") + ": slipway services add "
                        + service + advice.options() + ", or " + advice.definition() + " in its definition";
        if (advice.isElsewhere) {
            advised += ". A definition gives names in java:jboss/ and java:/ only, and none of the server's own:"
                    + " slipway services add " + service + " --database, and point to java:jboss/datasources/" + service
                    + ", in persistence.xml (jta-data-source) or as jndi-name of the resource-ref in jboss-web.xml";
        }
        if (!advice.elsewhereOptions.isEmpty()) {
            advised += ". A definition gives names in java:jboss/ and java:/ only: slipway services add " + service
                    + " " + String.join(" ", advice.elsewhereOptions) + ", and point to "
                    + String.join(", ", advice.elsewhereTargets) + WHERE_TO_POINT;
        }
        if (advice.isOtherFactory) {
            advised +=
                    ". A definition gives the JMS connection factories java:/JmsXA and java:/ConnectionFactory only: slipway"
                            + " services add " + service
                            + " --messaging, and point to java:/JmsXA" + WHERE_TO_POINT;
        }
        return cause.contains(RootCause.NO_DATABASE)
                ? advised + ". If " + service + " has no database yet: slipway services add " + service + " --database"
                : advised;
    }

    private static String exclusion(String subsystem) {
        return "put <subsystem name=\"" + subsystem + "\"/> into <exclude-subsystems> of <deployment> in"
                + " WEB-INF/jboss-deployment-structure.xml; in an EAR, in META-INF/jboss-deployment-structure.xml of"
                + " the EAR";
    }

    /** Whether a definition can provide the missing item. */
    private boolean take(Matcher missing) {
        String name = missing.group(2);
        if (name == null) {
            return takeResource(BROKER_NAME);
        }
        return missing.group(1).equals("no data source") ? takeDataSource(name) : takeResource(name);
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
