package dev.slipway.line.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void makesOneDataSourceWithManyNames() {
        List<String> commands = commands("/shop", """
                "database":{"jndi":["java:jboss/datasources/ShopDS","java:/ShopDS"]}""");

        assertThat(commands)
                .filteredOn(command -> command.contains("/data-source="))
                .hasSize(4);
        assertThat(commands.get(0))
                .startsWith(DATA_SOURCE + ":add(jndi-name=\"java:jboss/datasources/shop\",driver-name=postgresql,")
                .contains(
                        "connection-url=\"${env.SLIPWAY_DATABASE_URL}\"",
                        "user-name=\"${env.SLIPWAY_DATABASE_USER}\"",
                        "password=\"${env.SLIPWAY_DATABASE_PASSWORD}\"",
                        "validate-on-match=true",
                        "statistics-enabled=true");
        assertThat(commands)
                .contains(DATA_SOURCE + "/connection-properties=ApplicationName:add(value=\"${jboss.node.name}\")")
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
    void signsPeopleInAsTheGroupsOwnClient() {
        assertThat(commands("/shop", "\"login\":{\"roles\":[\"customer\"]}"))
                .containsExactly(
                        "/subsystem=elytron-oidc-client/provider=keycloak:add(provider-url=\"${env.SLIPWAY_AUTH_URL}/realms/slipway\",principal-attribute=preferred_username,ssl-required=external)",
                        "/subsystem=elytron-oidc-client/secure-deployment=\"shop.war\":add(provider=keycloak,client-id=\"shop-production\",use-resource-role-mappings=true,verify-token-audience=true)",
                        "/subsystem=elytron-oidc-client/secure-deployment=\"shop.war\"/credential=secret:add(secret=\"${env.SLIPWAY_OIDC_SECRET}\")");
    }

    @Test
    void sendsMailByTheWayThatTheWorkerIsTold() {
        assertThat(commands("/shop", """
                "mail":{"from":"Shop <shop@example.org>","jndi":["java:/mail/Shop"]}"""))
                .containsExactly(
                        "/socket-binding-group=standard-sockets/remote-destination-outbound-socket-binding=mail-smtp:add(host=\"${env.SLIPWAY_SMTP_HOST}\",port=\"${env.SLIPWAY_SMTP_PORT}\")",
                        "/subsystem=mail/mail-session=default:add(jndi-name=\"java:jboss/mail/Default\",from=\"Shop <shop@example.org>\")",
                        "/subsystem=mail/mail-session=default/server=smtp:add(outbound-socket-binding-ref=mail-smtp)",
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
                        "/subsystem=ee/service=default-bindings:write-attribute(name=jms-connection-factory,value=\"java:jboss/DefaultJMSConnectionFactory\")")
                .startsWith(server + ":add(elytron-domain=ApplicationDomain,journal-type=NIO,statistics-enabled=true)");
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

    /** As the ledger answers it. */
    private static List<String> commands(String contextRoot, String wanted) {
        String members = Stream.of("database", "login", "mail", "messaging")
                .filter(member -> !wanted.contains("\"" + member + "\":"))
                .map(member -> "\"" + member + "\":null")
                .reduce(wanted, (all, member) -> all.isEmpty() ? member : all + "," + member);
        try {
            return Configuration.commands(
                    JsonMapper.builder().build().readValue("""
                            {"group":"shop-production","service":"shop","environment":"production","title":null,"version":3,
                             "host":"shop","isRemoved":false,"isDataDropped":false,"workers":2,"memory":"768m","metaspace":"256m",
                             "contextRoot":"%s","probe":"/",%s}""".formatted(contextRoot, members), Group.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
