package dev.slipway.line.group;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
    private static final String DEFAULT_MAIL = "java:jboss/mail/Default";
    private static final String DEFAULT_CONNECTION_FACTORY = "java:jboss/DefaultJMSConnectionFactory";

    private Configuration() {}

    /**
     * The commands, one a line, in the order in which they are to be run on the base configuration.
     *
     * @throws IllegalArgumentException where a name or an address has characters that none can have
     */
    public static List<String> commands(Group group) {
        List<String> lines = new ArrayList<>();
        if (group.contextRoot().equals("/")) {
            lines.add(set(
                    "/subsystem=undertow/server=default-server/host=default-host",
                    "default-web-module",
                    group.archive()));
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
            lines.addAll(mail(mail));
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
        String source = "/subsystem=datasources/data-source=" + quoted(group.service());
        String timers = "/subsystem=ejb3/service=timer-service";
        List<String> lines = new ArrayList<>();
        lines.add(source + ":add(jndi-name=" + quoted(name) + ",driver-name=postgresql,"
                + "connection-url=\"${env.SLIPWAY_DATABASE_URL}\",user-name=\"${env.SLIPWAY_DATABASE_USER}\","
                + "password=\"${env.SLIPWAY_DATABASE_PASSWORD}\","
                + "min-pool-size=0,max-pool-size=10,idle-timeout-minutes=5,blocking-timeout-wait-millis=10000,"
                + "valid-connection-checker-class-name="
                + "org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLValidConnectionChecker,"
                + "exception-sorter-class-name="
                + "org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLExceptionSorter,"
                + "validate-on-match=true,background-validation=false,use-fast-fail=true,statistics-enabled=true)");
        lines.add(source + "/connection-properties=ApplicationName:add(value=\"${jboss.node.name}\")");
        lines.add(source + "/connection-properties=connectTimeout:add(value=5)");
        lines.add(source + "/connection-properties=tcpKeepAlive:add(value=true)");
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
        return lines;
    }

    /** An archive that says no more than {@code <auth-method>OIDC</auth-method>} signs people in. Its roles are the client's own. */
    private static List<String> login(Group group) {
        String provider = "/subsystem=elytron-oidc-client/provider=keycloak";
        String deployment = "/subsystem=elytron-oidc-client/secure-deployment=" + quoted(group.archive());
        return List.of(
                provider + ":add(provider-url=\"${env.SLIPWAY_AUTH_URL}/realms/slipway\","
                        + "principal-attribute=preferred_username,ssl-required=external)",
                deployment + ":add(provider=keycloak,client-id=" + quoted(group.group())
                        + ",use-resource-role-mappings=true,verify-token-audience=true)",
                deployment + "/credential=secret:add(secret=\"${env.SLIPWAY_OIDC_SECRET}\")");
    }

    private static List<String> mail(Mail mail) {
        String session = "/subsystem=mail/mail-session=default";
        List<String> lines = new ArrayList<>();
        lines.add("/socket-binding-group=standard-sockets/remote-destination-outbound-socket-binding=mail-smtp"
                + ":add(host=\"${env.SLIPWAY_SMTP_HOST}\",port=\"${env.SLIPWAY_SMTP_PORT}\")");
        lines.add(session + ":add(jndi-name=" + quoted(DEFAULT_MAIL) + from(mail.from()) + ")");
        lines.add(session + "/server=smtp:add(outbound-socket-binding-ref=mail-smtp)");
        lines.addAll(aliases(mail.jndi(), DEFAULT_MAIL));
        return lines;
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
        for (String own : List.of("DLQ", "ExpiryQueue")) {
            lines.add(destination(server, "queue", own));
        }
        for (String queue : messaging.queues()) {
            lines.add(destination(server, "queue", queue));
        }
        for (String topic : messaging.topics()) {
            lines.add(destination(server, "topic", topic));
        }
        lines.add(server + "/connection-factory=InVmConnectionFactory"
                + ":add(entries=[\"java:/ConnectionFactory\"],connectors=[in-vm])");
        lines.add(server + "/pooled-connection-factory=activemq-ra:add(entries=[\"java:/JmsXA\","
                + quoted(DEFAULT_CONNECTION_FACTORY) + "],connectors=[in-vm],transaction=xa)");
        lines.add(set("/subsystem=ee/service=default-bindings", "jms-connection-factory", DEFAULT_CONNECTION_FACTORY));
        return lines;
    }

    private static String destination(String server, String kind, String name) {
        return server + "/jms-" + kind + "=" + quoted(name) + ":add(entries=["
                + quoted("java:/jms/" + kind + "/" + name) + "])";
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
