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
 * The configuration of a group's workers on top of {@code service.cli}, as {@code jboss-cli} commands. It is the same for all workers
 * of the group: what differs between them, and every secret, is an expression that the worker resolves at startup.
 */
public final class Configuration {
    /** Text that cannot end a quoted value in {@code jboss-cli}, and contains no variable, command or expression. */
    private static final Pattern PLAIN = Pattern.compile("[^\\p{Cntrl}\"\\\\$`]+");

    private static final String DATA_SOURCES = "java:jboss/datasources/";
    private static final String DEFAULT_DATA_SOURCE = "java:comp/DefaultDataSource";
    /** Cannot clash with a service's name, which has no capital letters. */
    private static final String BATCH = "BatchJobs";

    private static final int CONNECTIONS = 10;
    private static final int CONNECTIONS_FOR_BATCH = 4;
    private static final String DEFAULT_MAIL = "java:jboss/mail/Default";
    /** The server's resource for SMTP knows no timeouts, but passes on properties of another one that have a full name. */
    private static final String MAIL_TIMEOUTS =
            "mail.smtp.connectiontimeout=15000,mail.smtp.timeout=60000,mail.smtp.writetimeout=60000";

    private static final String DEFAULT_CONNECTION_FACTORY = "java:jboss/DefaultJMSConnectionFactory";

    private Configuration() {}

    /**
     * The commands, in the order in which they must be run on the base configuration.
     *
     * @param relay the mail relay
     * @throws IllegalArgumentException if a name or an address contains characters that are not allowed
     */
    public static List<String> commands(Group group, Relay relay) {
        List<String> lines = new ArrayList<>();
        if (group.definition().contextRoot().equals("/")) {
            lines.add(set(
                    "/subsystem=undertow/server=default-server/host=default-host",
                    "default-web-module",
                    group.archive()));
        }
        if (group.definition().workers() > 1) {
            // Stateful beans fail over with the session.
            lines.add(set("/subsystem=ejb3", "default-sfsb-cache", "distributable"));
        }
        Database database = group.definition().database();
        if (database != null) {
            lines.addAll(database(group, database));
        }
        if (group.definition().login() != null) {
            lines.addAll(login(group));
        }
        Mail mail = group.definition().mail();
        if (mail != null) {
            lines.addAll(mail(mail, relay));
        }
        Messaging messaging = group.definition().messaging();
        if (messaging != null) {
            lines.addAll(messaging(messaging));
        }
        return List.copyOf(lines);
    }

    /** One pool, bound to all of its names. */
    private static List<String> database(Group group, Database database) {
        String service = group.target().service();
        String name = DATA_SOURCES + service;
        String timers = "/subsystem=ejb3/service=timer-service";
        List<String> lines = new ArrayList<>();
        lines.add(pool(service, name, CONNECTIONS, "", ""));
        lines.add(set("/subsystem=ee/service=default-bindings", "datasource", name));
        Set<String> others = new LinkedHashSet<>(database.jndi());
        others.add(DATA_SOURCES + "ExampleDS");
        others.remove(DEFAULT_DATA_SOURCE);
        lines.addAll(aliases(others, name));
        // The workers share their timers: whichever is first runs one, and the others take over from a dead worker.
        lines.add(timers + "/database-data-store=" + quoted(service) + ":add(datasource-jndi-name=" + quoted(name)
                + ",database=postgresql,partition=" + quoted(group.group()) + ",refresh-interval=60000)");
        lines.add(set(timers, "default-data-store", service));
        lines.addAll(batch());
        return lines;
    }

    /** The repository of batch jobs outlives the worker, in a schema that the application's migrations do not touch. */
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
     * A connection pool for the group's database. The driver's properties are in the URL, as the pool would copy and compare its own
     * connection properties at each checkout. requireAuth keeps the password from a process that listens in PostgreSQL's place.
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
     * Has the archive's users sign in by OIDC, wherever the archive asks for that; its roles are the client's. Programs
     * without a token get a 401, browsers a redirect to Keycloak. A submitted form is not saved across the sign-in:
     * that would let anyone create sessions that hold whole requests. An empty chunked body stays below that limit:
     * httpd sends its length, unless the client expects 100-continue. Cookies grant no exception, since anyone can send
     * one; a token does, since an invalid one gets a 401.
     */
    private static List<String> login(Group group) {
        String provider = "/subsystem=elytron-oidc-client/provider=keycloak";
        String deployment = "/subsystem=elytron-oidc-client/secure-deployment=" + quoted(group.archive());
        return List.of(
                provider + ":add(provider-url=\"${env.SLIPWAY_AUTH_URL}/realms/slipway\","
                        + "principal-attribute=preferred_username,ssl-required=external)",
                deployment + ":add(provider=keycloak,client-id=" + quoted(group.group())
                        + ",use-resource-role-mappings=true,verify-token-audience=true,autodetect-bearer-only=true)",
                deployment + "/credential=secret:add(secret=\"${env.SLIPWAY_OIDC_SECRET}\")",
                "/subsystem=undertow/server=default-server/http-listener=default"
                        + ":write-attribute(name=max-buffered-request-size,value=1)",
                "/subsystem=undertow/configuration=filter/expression-filter=no-stranger-waits:add(expression=\""
                        + "exists(value=%{i,Expect}) and exists(value=%{i,Transfer-Encoding}) and not regex("
                        + "pattern='Bearer +[^ ]+', value=%{i,Authorization}, full-match=true, case-sensitive=false)"
                        + " -> response-code(417)\")",
                "/subsystem=undertow/server=default-server/host=default-host/filter-ref=no-stranger-waits:add(priority=4)");
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
        lines.add(session + "/custom=timeouts:add(properties={" + MAIL_TIMEOUTS + "})");
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
        // The ten attempts take four minutes, so that a short outage sends no message to the DLQ.
        lines.add(server
                + "/address-setting=#:add(dead-letter-address=jms.queue.DLQ,expiry-address=jms.queue.ExpiryQueue,"
                + "redelivery-delay=1000,redelivery-multiplier=2.0,max-redelivery-delay=60000,"
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

    /** Each is given by its own name or by a JNDI name that ends with it; several JNDI names may denote one destination. */
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
