package dev.slipway.line.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.line.ledger.DeploymentTarget;
import dev.slipway.line.setting.Relay;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final String DATA_SOURCE = "/subsystem=datasources/data-source=\"shop\"";
    private static final String TIMERS = "/subsystem=ejb3/service=timer-service";

    @Test
    void leavesTheBaseAloneWhereNothingIsWanted() {
        assertThat(commands("/shop", "")).isEmpty();
    }

    @Test
    void givesTheArchiveTheWholeHost() {
        assertThat(commands("/", ""))
                .containsExactly(
                        "/subsystem=undertow/server=default-server/host=default-host:write-attribute(name=default-web-module,value=\"shop.war\")");
    }

    @Test
    void keepsStatefulBeansOnSeveralWorkers() {
        assertThat(commands("/shop", "", 2))
                .containsExactly("/subsystem=ejb3:write-attribute(name=default-sfsb-cache,value=\"distributable\")");
    }

    @Test
    void makesOneDataSourceWithManyNames() {
        List<String> commands = commands("/shop", """
                "database":{"jndi":["java:jboss/datasources/ShopDS","java:/ShopDS"]}""");

        assertThat(commands)
                .filteredOn(command -> command.startsWith(DATA_SOURCE))
                .hasSize(1);
        assertThat(commands.get(0))
                .startsWith(DATA_SOURCE + ":add(jndi-name=\"java:jboss/datasources/shop\",driver-name=postgresql,")
                .contains(
                        "connection-url=\"${env.SLIPWAY_DATABASE_URL}?ApplicationName=${jboss.node.name}&requireAuth=scram-sha-256&",
                        "user-name=\"${env.SLIPWAY_DATABASE_USER}\"",
                        "password=\"${env.SLIPWAY_DATABASE_PASSWORD}\"",
                        "validate-on-match=true",
                        "statistics-enabled=true");
        assertThat(commands)
                .containsSubsequence(
                        "/subsystem=ee/service=default-bindings:write-attribute(name=datasource,value=\"java:jboss/datasources/shop\")",
                        alias("java:jboss/datasources/ShopDS", "java:jboss/datasources/shop"),
                        alias("java:/ShopDS", "java:jboss/datasources/shop"),
                        alias("java:jboss/datasources/ExampleDS", "java:jboss/datasources/shop"));
    }

    @Test
    void bindsNoNameTwice() {
        List<String> commands = commands("/shop", """
                "database":{"jndi":["java:jboss/datasources/ExampleDS","java:jboss/datasources/ExampleDS",
                  "java:jboss/datasources/shop","java:comp/DefaultDataSource"]}""");

        assertThat(commands)
                .filteredOn(command -> command.startsWith("/subsystem=naming"))
                .containsExactly(alias("java:jboss/datasources/ExampleDS", "java:jboss/datasources/shop"));
    }

    @Test
    void keepsTimersWhereAllWorkersFindThem() {
        assertThat(commands("/shop", "\"database\":{}"))
                .containsSubsequence(
                        TIMERS
                                + "/database-data-store=\"shop\":add(datasource-jndi-name=\"java:jboss/datasources/shop\",database=postgresql,partition=\"shop-production\",refresh-interval=60000)",
                        TIMERS + ":write-attribute(name=default-data-store,value=\"shop\")");
    }

    @Test
    void keepsBatchJobsInASchemaOfTheServers() {
        assertThat(commands("/shop", "\"database\":{}"))
                .anyMatch(command -> command.startsWith("/subsystem=datasources/data-source=\"BatchJobs\":add(")
                        && command.contains("&currentSchema=wildfly\"")
                        && command.contains("new-connection-sql=\"create schema if not exists wildfly\""))
                .containsSubsequence(
                        "/subsystem=batch-jberet/jdbc-job-repository=BatchJobs:add(data-source=BatchJobs)",
                        "/subsystem=batch-jberet:write-attribute(name=default-job-repository,value=\"BatchJobs\")");
    }

    @Test
    void signsPeopleInAsTheGroupsOwnClient() {
        assertThat(commands("/shop", "\"login\":{\"roles\":[\"customer\"]}"))
                .containsExactly(
                        "/subsystem=elytron-oidc-client/provider=keycloak:add(provider-url=\"${env.SLIPWAY_AUTH_URL}/realms/slipway\",principal-attribute=preferred_username,ssl-required=external)",
                        "/subsystem=elytron-oidc-client/secure-deployment=\"shop.war\":add(provider=keycloak,client-id=\"shop-production\",use-resource-role-mappings=true,verify-token-audience=true,autodetect-bearer-only=true)",
                        "/subsystem=elytron-oidc-client/secure-deployment=\"shop.war\"/credential=secret:add(secret=\"${env.SLIPWAY_OIDC_SECRET}\")",
                        "/subsystem=undertow/server=default-server/http-listener=default:write-attribute(name=max-buffered-request-size,value=1)",
                        "/subsystem=undertow/configuration=filter/expression-filter=no-stranger-waits:add(expression=\"exists(value=%{i,Expect}) and exists(value=%{i,Transfer-Encoding}) and not regex(pattern='Bearer +[^ ]+', value=%{i,Authorization}, full-match=true, case-sensitive=false) -> response-code(417)\")",
                        "/subsystem=undertow/server=default-server/host=default-host/filter-ref=no-stranger-waits:add(priority=4)");
    }

    @Test
    void sendsMailByTheWayThatTheWorkerIsTold() {
        assertThat(commands("/shop", """
                "mail":{"from":"Shop <shop@example.org>","jndi":["java:/mail/Shop"]}"""))
                .containsExactly(
                        "/socket-binding-group=standard-sockets/remote-destination-outbound-socket-binding=mail-smtp:add(host=\"${env.SLIPWAY_SMTP_HOST}\",port=\"${env.SLIPWAY_SMTP_PORT}\")",
                        "/subsystem=mail/mail-session=default:add(jndi-name=\"java:jboss/mail/Default\",from=\"Shop <shop@example.org>\")",
                        "/subsystem=mail/mail-session=default/server=smtp:add(outbound-socket-binding-ref=mail-smtp)",
                        "/subsystem=mail/mail-session=default/custom=timeouts:add(properties={mail.smtp.connectiontimeout=15000,mail.smtp.timeout=60000,mail.smtp.writetimeout=60000})",
                        alias("java:/mail/Shop", "java:jboss/mail/Default"));
    }

    @Test
    void makesABrokerWithItsQueuesAndTopics() {
        String server = "/subsystem=messaging-activemq/server=default";
        assertThat(commands("/shop", """
                "messaging":{"queues":["orders"],"topics":["prices"]}"""))
                .contains(
                        server + "/jms-queue=\"orders\":add(entries=[\"java:/jms/queue/orders\"])",
                        server + "/jms-queue=\"DLQ\":add(entries=[\"java:/jms/queue/DLQ\"])",
                        server + "/jms-topic=\"prices\":add(entries=[\"java:/jms/topic/prices\"])",
                        server
                                + "/address-setting=#:add(dead-letter-address=jms.queue.DLQ,expiry-address=jms.queue.ExpiryQueue,"
                                + "redelivery-delay=1000,redelivery-multiplier=2.0,max-redelivery-delay=60000,"
                                + "max-size-bytes=10485760,page-size-bytes=2097152)",
                        "/subsystem=ee/service=default-bindings:write-attribute(name=jms-connection-factory,value=\"java:jboss/DefaultJMSConnectionFactory\")")
                .contains(server + ":add(elytron-domain=ApplicationDomain,journal-type=NIO,statistics-enabled=true)");
    }

    @Test
    void findsAQueueByNamesOfTheArchives() {
        assertThat(commands("/shop", """
                "messaging":{"queues":["java:/queue/Orders","returns","java:jboss/exported/jms/returns"],"topics":[]}"""))
                .contains(
                        "/subsystem=messaging-activemq/server=default/jms-queue=\"Orders\":add(entries=[\"java:/queue/Orders\"])",
                        "/subsystem=messaging-activemq/server=default/jms-queue=\"returns\":add(entries=[\"java:/jms/queue/returns\",\"java:jboss/exported/jms/returns\"])");
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS, tls", "TLS, ssl"})
    void tellsTheRelayWhoItIsWhereThatAsks(Relay.Encryption encryption, String attribute) {
        assertThat(commands("/shop", "\"mail\":{}", 1, new Relay("smtp.example.org", 587, encryption, "line")))
                .contains("/subsystem=mail/mail-session=default/server=smtp:add(outbound-socket-binding-ref=mail-smtp,"
                        + attribute + "=true,username=\"${env.SLIPWAY_SMTP_USER}\","
                        + "credential-reference={clear-text=\"${env.SLIPWAY_SMTP_PASSWORD}\"})");
    }

    /** Whoever writes a definition runs no command of the owner's, and reads no variable of the worker's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java:/a\\\",lookup=java:/b)\\n:shutdown()",
                "java:/a\\n:shutdown()",
                "java:/a\\\\",
                "java:/${env.SLIPWAY_OIDC_SECRET}",
                "java:/$a",
                "java:/`:whoami`",
                ""
            })
    void refusesNamesThatAreMoreThanANumberOfLetters(String name) {
        assertThatThrownBy(() -> commands("/shop", "\"database\":{\"jndi\":[\"" + name + "\"]}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String alias(String name, String target) {
        return "/subsystem=naming/binding=\"%s\":add(binding-type=lookup,lookup=\"%s\")".formatted(name, target);
    }

    private static List<String> commands(String contextRoot, String wanted) {
        return commands(contextRoot, wanted, 1);
    }

    private static List<String> commands(String contextRoot, String wanted, int workers) {
        return commands(contextRoot, wanted, workers, new Relay("127.0.0.1", 25, Relay.Encryption.NONE, ""));
    }

    /** As the ledger answers it. */
    private static List<String> commands(String contextRoot, String wanted, int workers, Relay relay) {
        String members = Stream.of("database", "login", "mail", "messaging")
                .filter(member -> !wanted.contains("\"" + member + "\":"))
                .map(member -> "\"" + member + "\":null")
                .reduce(wanted, (all, member) -> all.isEmpty() ? member : all + "," + member);
        Definition definition;
        try {
            definition = JsonMapper.builder()
                    .build()
                    .readValue("""
                    {"title":null,"workers":%d,"memory":"768m","metaspace":"256m","contextRoot":"%s","probe":"/",%s}""".formatted(workers, contextRoot, members), Definition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        DeploymentTarget target = new DeploymentTarget("shop", "production");
        return Configuration.commands(
                new Group(target.group(), target, target.host(), 3, Group.Removal.NONE, definition, null), relay);
    }
}
