package dev.slipway.line.agent.journal;

import dev.slipway.line.worker.RootCause;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Suggests how to fix an archive that does not start, if a change of its service's definition helps. */
public final class Advice {
    /** A missing resource as {@link dev.slipway.line.worker.RootCause} names it; truncated names do not match. */
    private static final Pattern MISSING =
            Pattern.compile("(no data source|nothing is bound to) (java:[^ ,…]+)(?=,|$)|(no JMS broker)");

    /** Names that a definition can give, as the ledger's: they come from an archive, and become part of a command. */
    private static final Pattern GIVEN =
            Pattern.compile("java:(jboss/|/)[A-Za-z0-9_](?:[A-Za-z0-9_.-]|/(?=[A-Za-z0-9_])){0,99}");

    /** The own name of a queue or topic that it can give. */
    private static final String OWN_NAME = "([A-Za-z][A-Za-z0-9_.-]{0,62})";

    /** The whole name of such a one. */
    private static final Pattern GIVEN_DESTINATION =
            Pattern.compile("java:(jboss/|/)([A-Za-z0-9_.-]{1,63}/){0,9}" + OWN_NAME);

    /** A name of the component's environment, such as {@code @Resource(name = "jms/orders")} without {@code lookup}. */
    private static final Pattern ENVIRONMENT = Pattern.compile("java:comp/env/(?:.*/)?" + OWN_NAME);

    private static final Pattern MAIL_SESSION = Pattern.compile("java:comp/env/(.*/)?mail/[^/]+");
    private static final Pattern DESTINATION = Pattern.compile("java:comp/env/(.*/)?(jms|queues?|topics?)/[^/]+");

    /** The last part of a name for what makes connections: it is no destination. */
    private static final Pattern FACTORY = Pattern.compile("(?i)factory|connection|cf$|xa$");

    /**
     * A JMS connection factory by a name that no definition gives; {@code eis} has those of other resource adapters.
     */
    private static final Pattern JMS_FACTORY =
            Pattern.compile("(?i)java:(?!(jboss)?/eis/).*(connection[._-]?factory|(jms|queue|topic).*factory|cf)");

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

    /** A queue or topic that has its own name there: with a slash in it, it is any other JNDI name. */
    private static final Pattern OWN = Pattern.compile("java:/jms/(queue|topic)/" + OWN_NAME);

    private static final String DEFAULT_MAIL = "java:jboss/mail/Default";
    private static final Set<String> DEFAULT_DATA_SOURCES =
            Set.of("java:jboss/datasources/ExampleDS", "java:comp/DefaultDataSource");
    private static final Pattern TOPIC = Pattern.compile("[Tt]opic|TOPIC");
    private static final Pattern QUEUE = Pattern.compile("[Qq]ueue|QUEUE");
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
            advised += ". A definition gives names in java:jboss/ and java:/ only: slipway services add " + service
                    + " --database, and point to java:jboss/datasources/" + service
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
        if (!isDefault && !GIVEN.matcher(name).matches()) {
            isElsewhere = true;
            return false;
        }
        isDatabase = true;
        if (!isDefault) {
            databases.add(name);
        }
        return true;
    }

    private boolean takeResource(String name) {
        Matcher own = OWN.matcher(name);
        if (BROKER.contains(name)) {
            isBroker = true;
        } else if (own.matches()) {
            (own.group(1).equals("queue") ? queues : topics).add(own.group(2));
        } else if (!GIVEN.matcher(name).matches()) {
            takeElsewhere(name);
            return false;
        } else if (JMS_FACTORY.matcher(name).matches()) {
            isOtherFactory = true;
            return false;
        } else if (TOPIC.matcher(name).find() || QUEUE.matcher(name).find()) {
            return takeDestination(name);
        } else if (MAIL.matcher(name).find()) {
            isMail = true;
            if (!name.equals(DEFAULT_MAIL)) {
                mails.add(name);
            }
        } else {
            return false;
        }
        return true;
    }

    private boolean takeDestination(String name) {
        boolean isGiven = GIVEN_DESTINATION.matcher(name).matches();
        if (isGiven) {
            (TOPIC.matcher(name).find() ? topics : queues).add(name);
        }
        return isGiven;
    }

    /** Of the environment's names only, since an application itself may define those of {@code java:global} and {@code java:app}. */
    private void takeElsewhere(String name) {
        Matcher environment = ENVIRONMENT.matcher(name);
        if (MAIL_SESSION.matcher(name).matches()) {
            elsewhereOptions.add("--mail");
            elsewhereTargets.add(DEFAULT_MAIL);
        } else if (DESTINATION.matcher(name).matches()
                && environment.matches()
                && !FACTORY.matcher(environment.group(1)).find()) {
            String kind = TOPIC.matcher(name).find() ? "topic" : "queue";
            elsewhereOptions.add("--" + kind + " " + environment.group(1));
            elsewhereTargets.add("java:/jms/" + kind + "/" + environment.group(1));
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
