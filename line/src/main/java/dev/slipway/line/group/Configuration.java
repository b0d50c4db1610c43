package dev.slipway.line.group;

import dev.slipway.line.setting.Relay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a group's workers have beyond the base configuration of {@code service.cli}, as commands for {@code jboss-cli}. It is the same for
 * all workers of the group: what differs between them, and every secret, is an expression that the worker resolves at its start.
 */
public final class Configuration {
    /** A text that neither ends a quoted value nor is a variable, a command or an expression to {@code jboss-cli}. */
    private static final Pattern PLAIN = Pattern.compile("[^\\p{Cntrl}\"\\\\$`]+");

    private static final String DATA_SOURCES = "java:jboss/datasources/";
    private static final String DEFAULT_DATA_SOURCE = "java:comp/DefaultDataSource";
    /** A service's name has no capital letter. */
    private static final String BATCH = "BatchJobs";

    private static final int CONNECTIONS = 10;
    private static final int CONNECTIONS_FOR_BATCH = 4;
    private static final String DEFAULT_MAIL = "java:jboss/mail/Default";
    private static final String DEFAULT_CONNECTION_FACTORY = "java:jboss/DefaultJMSConnectionFactory";

    private Configuration() {}

    /**
     * The commands, one a line, in the order in which they are to be run on the base configuration.
     *
     * @param relay the way that mail takes
     * @throws IllegalArgumentException where a name or an address has characters that none can have
     */
    public static List<String> commands(Group group, Relay relay) {
        List<String> lines = new ArrayList<>();
        if (group.contextRoot().equals("/")) {
            lines.add(set(
                    "/subsystem=undertow/server=default-server/host=default-host",
                    "default-web-module",
                    group.archive()));
        }
        if (group.workers() > 1) {
            // A stateful bean goes on where its session does.
            lines.add(set("/subsystem=ejb3", "default-sfsb-cache", "distributable"));
        }
        Database database = group.database();
        if (database != null) {
            lines.addAll(database(group, database));
        }
        if (group.login() != null) {
            lines.addAll(login(group));
        }
        Mail mail = group.mail();
        if (mail != null) {
            lines.addAll(mail(mail, relay));
        }
        Messaging messaging = group.messaging();
        if (messaging != null) {
            lines.addAll(messaging(messaging));
        }
        return List.copyOf(lines);
    }

    /** One pool, whatever the names that it is known by. */
    private static List<String> database(Group group, Database database) {
        String name = DATA_SOURCES + group.service();
        String timers = "/subsystem=ejb3/service=timer-service";
        List<String> lines = new ArrayList<>();
        lines.add(pool(group.service(), name, CONNECTIONS, "", ""));
        lines.add(set("/subsystem=ee/service=default-bindings", "datasource", name));
        Set<String> others = new LinkedHashSet<>(database.jndi());
        others.add(DATA_SOURCES + "ExampleDS");
        others.remove(DEFAULT_DATA_SOURCE);
        lines.addAll(aliases(others, name));
        // The workers share their timers: whichever comes first runs one, and what one that died had to run, another
        // does.
        lines.add(
                timers + "/database-data-store=" + quoted(group.service()) + ":add(datasource-jndi-name=" + quoted(name)
                        + ",database=postgresql,partition=" + quoted(group.group()) + ",refresh-interval=60000)");
        lines.add(set(timers, "default-data-store", group.service()));
        lines.addAll(batch());
        return lines;
    }

    /** What became of batch jobs outlives the worker, in tables that no migration of the application's meets. */
    private static List<String> batch() {
        return List.of(
                pool(
                        BATCH,
                        "java:jboss/wildfly/" + BATCH,
                        CONNECTIONS_FOR_BATCH,
                        "&currentSchema=wildfly",
                        ",jta=false,new-connection-sql=\"create schema if not exists wildfly\""),
                "/subsystem=batch-jberet/jdbc-job-repository=" + BATCH + ":add(data-source=" + BATCH + ")",
                set("/subsystem=batch-jberet", "default-job-repository", BATCH));
    }

    /**
     * A pool of connections to the group's database. The driver's properties are in the URL: the pool copies and compares those of its own
     * whenever it lends a connection. Whoever listens there while PostgreSQL does not is not sent the password (requireAuth).
     */
    private static String pool(String pool, String jndi, int connections, String properties, String more) {
        return "/subsystem=datasources/data-source=" + quoted(pool)
                + ":add(jndi-name=" + quoted(jndi) + ",driver-name=postgresql,"
                + "connection-url=\"${env.SLIPWAY_DATABASE_URL}?ApplicationName=${jboss.node.name}"
                + "&requireAuth=scram-sha-256&connectTimeout=5&tcpKeepAlive=true" + properties + "\","
                + "user-name=\"${env.SLIPWAY_DATABASE_USER}\",password=\"${env.SLIPWAY_DATABASE_PASSWORD}\","
                + "min-pool-size=0,max-pool-size=" + connections
                + ",idle-timeout-minutes=5,blocking-timeout-wait-millis=10000,"
                + "valid-connection-checker-class-name="
                + "org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLValidConnectionChecker,"
                + "exception-sorter-class-name="
                + "org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLExceptionSorter,"
                + "validate-on-match=true,background-validation=false,use-fast-fail=true,statistics-enabled=true"
                + more + ")";
    }

    /**
     * An archive that says no more than {@code <auth-method>OIDC</auth-method>} signs people in. Its roles are the client's own. A program
     * without a token gets a 401, which it can read, where a browser is sent to Keycloak.
     */
    private static List<String> login(Group group) {
        String provider = "/subsystem=elytron-oidc-client/provider=keycloak";
        String deployment = "/subsystem=elytron-oidc-client/secure-deployment=" + quoted(group.archive());
        return List.of(
                provider + ":add(provider-url=\"${env.SLIPWAY_AUTH_URL}/realms/slipway\","
                        + "principal-attribute=preferred_username,ssl-required=external)",
                deployment + ":add(provider=keycloak,client-id=" + quoted(group.group())
                        + ",use-resource-role-mappings=true,verify-token-audience=true,autodetect-bearer-only=true)",
                deployment + "/credential=secret:add(secret=\"${env.SLIPWAY_OIDC_SECRET}\")");
    }

    private static List<String> mail(Mail mail, Relay relay) {
        String session = "/subsystem=mail/mail-session=default";
        List<String> lines = new ArrayList<>();
        lines.add("/socket-binding-group=standard-sockets/remote-destination-outbound-socket-binding=mail-smtp"
                + ":add(host=\"${env.SLIPWAY_SMTP_HOST}\",port=\"${env.SLIPWAY_SMTP_PORT}\")");
        lines.add(session + ":add(jndi-name=" + quoted(DEFAULT_MAIL) + from(mail.from()) + ")");
        lines.add(session + "/server=smtp:add(outbound-socket-binding-ref=mail-smtp" + encryption(relay)
                + (relay.user().isEmpty()
                        ? ""
                        : ",username=\"${env.SLIPWAY_SMTP_USER}\","
                                + "credential-reference={clear-text=\"${env.SLIPWAY_SMTP_PASSWORD}\"}")
                + ")");
        lines.addAll(aliases(mail.jndi(), DEFAULT_MAIL));
        return lines;
    }

    private static String encryption(Relay relay) {
        return switch (relay.encryption()) {
            case NONE -> "";
            case STARTTLS -> ",tls=true";
            case TLS -> ",ssl=true";
        };
    }

    private static String from(@Nullable String sender) {
        return sender == null ? "" : ",from=" + quoted(sender);
    }

    private static List<String> messaging(Messaging messaging) {
        String server = "/subsystem=messaging-activemq/server=default";
        String vm = ":add(server-id=0,params={buffer-pooling=false})";
        List<String> lines = new ArrayList<>();
        lines.add(server + ":add(elytron-domain=ApplicationDomain,journal-type=NIO,statistics-enabled=true)");
        lines.add(server + "/in-vm-connector=in-vm" + vm);
        lines.add(server + "/in-vm-acceptor=in-vm" + vm);
        lines.add(server + "/security-setting=#:add()");
        lines.add(server + "/security-setting=#/role=guest"
                + ":add(send=true,consume=true,create-non-durable-queue=true,delete-non-durable-queue=true)");
        lines.add(server
                + "/address-setting=#:add(dead-letter-address=jms.queue.DLQ,expiry-address=jms.queue.ExpiryQueue,"
                + "max-size-bytes=10485760,page-size-bytes=2097152)");
        List<String> queues = new ArrayList<>(List.of("DLQ", "ExpiryQueue"));
        queues.addAll(messaging.queues());
        lines.addAll(destinations(server, "queue", queues));
        lines.addAll(destinations(server, "topic", messaging.topics()));
        lines.add(
                server + "/connection-factory=InVmConnectionFactory"
                        + ":add(entries=[\"java:/ConnectionFactory\",\"java:jboss/exported/jms/RemoteConnectionFactory\"],connectors=[in-vm])");
        lines.add(server + "/pooled-connection-factory=activemq-ra:add(entries=[\"java:/JmsXA\","
                + quoted(DEFAULT_CONNECTION_FACTORY) + "],connectors=[in-vm],transaction=xa)");
        lines.add(set("/subsystem=ee/service=default-bindings", "jms-connection-factory", DEFAULT_CONNECTION_FACTORY));
        return lines;
    }

    /** Each is given by its own name, or by a name that it is found by, which ends in its own: that may be several names of one. */
    private static List<String> destinations(String server, String kind, List<String> given) {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        for (String name : given) {
            boolean isJndi = name.startsWith("java:");
            found.computeIfAbsent(name.substring(name.lastIndexOf('/') + 1), key -> new LinkedHashSet<>())
                    .add(quoted(isJndi ? name : "java:/jms/" + kind + "/" + name));
        }
        List<String> lines = new ArrayList<>();
        found.forEach((name, entries) -> lines.add(
                server + "/jms-" + kind + "=" + quoted(name) + ":add(entries=[" + String.join(",", entries) + "])"));
        return lines;
    }

    private static List<String> aliases(Iterable<String> names, String target) {
        Set<String> lines = new LinkedHashSet<>();
        for (String name : names) {
            if (!name.equals(target)) {
                lines.add("/subsystem=naming/binding=" + quoted(name) + ":add(binding-type=lookup,lookup="
                        + quoted(target) + ")");
            }
        }
        return List.copyOf(lines);
    }

    private static String set(String address, String attribute, String value) {
        return address + ":write-attribute(name=" + attribute + ",value=" + quoted(value) + ")";
    }

    private static String quoted(String value) {
        if (!PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a name or an address: " + value);
        }
        return '"' + value + '"';
    }
}
