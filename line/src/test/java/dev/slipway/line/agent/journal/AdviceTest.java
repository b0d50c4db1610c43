package dev.slipway.line.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever deploys what lacks something is told how the service gets it. */
class AdviceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no data source java:jboss/datasources/ShopDS         | --database=java:jboss/datasources/ShopDS, or database: {jndi: [java:jboss/datasources/ShopDS]} in its definition
            no data source java:jboss/datasources/ExampleDS      | --database, or database: true in its definition
            nothing is bound to java:/jms/queue/orders           | --queue orders, or messaging: {queues: [orders]} in its definition
            nothing is bound to java:/jms/topic/prices           | --topic prices, or messaging: {topics: [prices]} in its definition
            nothing is bound to java:/queue/HELLOWORLDMDBQueue   | --queue java:/queue/HELLOWORLDMDBQueue, or messaging: {queues: [java:/queue/HELLOWORLDMDBQueue]} in its definition
            nothing is bound to java:/topic/HELLOWORLDMDBTopic   | --topic java:/topic/HELLOWORLDMDBTopic, or messaging: {topics: [java:/topic/HELLOWORLDMDBTopic]} in its definition
            no data source java:comp/DefaultDataSource           | --database, or database: true in its definition
            no data source java:jboss/datasources/shop           | --database, or database: true in its definition
            nothing is bound to java:/jms/queue/eu/orders        | --queue java:/jms/queue/eu/orders, or messaging: {queues: [java:/jms/queue/eu/orders]} in its definition
            nothing is bound to java:/jms/queue/DLQ              | --messaging, or messaging: true in its definition
            no JMS broker                                        | --messaging, or messaging: true in its definition
            nothing is bound to java:/JmsXA                      | --messaging, or messaging: true in its definition
            nothing is bound to java:/queue/TopicUpdates         | --queue java:/queue/TopicUpdates, or messaging: {queues: [java:/queue/TopicUpdates]} in its definition
            nothing is bound to java:jboss/mail/Shop             | --mail=java:jboss/mail/Shop, or mail: {jndi: [java:jboss/mail/Shop]} in its definition
            nothing is bound to java:jboss/mail/Default          | --mail, or mail: true in its definition
            """)
    void namesTheOptionThatGivesIt(String cause, String remedy) {
        assertThat(Advice.on(cause, "shop", ""))
                .isEqualTo(cause + ". To give shop one: slipway services add shop " + remedy);
    }

    @Test
    void namesOneCommandForAllThatIsMissing() {
        String cause =
                "no data source java:/jdbc/A, no data source java:/B, nothing is bound to java:/JmsXA, nothing is"
                        + " bound to java:/queue/CMTQueue, nothing is bound to java:/jms/topic/prices, nothing is bound to"
                        + " java:global/Other, nothing is bound to java:jboss/mail/Shop";
        assertThat(Advice.on(cause, "shop", ""))
                .isEqualTo(cause + ". To give shop these: slipway services add shop --database=java:/jdbc/A,java:/B"
                        + " --mail=java:jboss/mail/Shop --queue java:/queue/CMTQueue --topic prices, or database: {jndi:"
                        + " [java:/jdbc/A, java:/B]} and mail: {jndi: [java:jboss/mail/Shop]} and messaging: {queues:"
                        + " [java:/queue/CMTQueue], topics: [prices]} in its definition");
    }

    @Test
    void namesWhatIsMissingBesideADatabaseThatMayBe() {
        String cause = "Hibernate reached no database: why, no JMS broker";
        assertThat(Advice.on(cause, "shop", ""))
                .isEqualTo(
                        cause + ". To give shop one: slipway services add shop --messaging, or messaging: true in its"
                                + " definition. If shop has no database yet: slipway services add shop --database");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java:comp/env/jdbc/Shop",
                "java:/jdbc/Shop;reboot",
                "java:jboss/exported/jdbc/ShopDS"
            })
    void namesWhatToPointToWhereNoDefinitionGivesTheName(String name) {
        String cause = "no data source " + name;
        assertThat(Advice.on(cause, "shop", ""))
                .isEqualTo(cause
                        + ". A definition gives names in java:jboss/ and java:/ only, and none of the server's own:"
                        + " slipway services add shop --database, and point to java:jboss/datasources/shop, in"
                        + " persistence.xml (jta-data-source) or as jndi-name of the resource-ref in jboss-web.xml");
    }

    @ParameterizedTest
    @CsvSource({
        "java:comp/env/jms/orders, --queue orders, java:/jms/queue/orders",
        "java:comp/env/shop.Orders/jms/orders, --queue orders, java:/jms/queue/orders",
        "java:comp/env/topic/prices, --topic prices, java:/jms/topic/prices",
        "java:comp/env/queue/TopicUpdates, --queue TopicUpdates, java:/jms/queue/TopicUpdates",
        "java:comp/env/mail/Session, --mail, java:jboss/mail/Default"
    })
    void namesWhatToPointToForOtherResources(String name, String option, String target) {
        String cause = "nothing is bound to " + name;
        assertThat(Advice.on(cause, "shop", ""))
                .isEqualTo(
                        cause + ". A definition gives names in java:jboss/ and java:/ only: slipway services add shop "
                                + option + ", and point to " + target
                                + ", by lookup of @Resource or as jndi-name in jboss-web.xml");
    }

    /** As a queue or topic of that name, it would fail only when it is used. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java:/QueueConnectionFactory",
                "java:/jms/OrdersCF",
                "java:/RemoteConnectionFactory"
            })
    void namesTheConnectionFactoryToPointTo(String name) {
        String cause = "nothing is bound to " + name;
        assertThat(Advice.on(cause, "shop", ""))
                .isEqualTo(cause + ". A definition gives the JMS connection factories java:/JmsXA and"
                        + " java:/ConnectionFactory only: slipway services add shop --messaging, and point to"
                        + " java:/JmsXA, by lookup of @Resource or as jndi-name in jboss-web.xml");
    }

    @Test
    void namesTheConnectionFactoryBesideItsQueue() {
        assertThat(Advice.on(
                        "nothing is bound to java:/QueueConnectionFactory, nothing is bound to java:/queue/Orders",
                        "shop",
                        ""))
                .contains(
                        ". To give shop one: slipway services add shop --queue java:/queue/Orders, or",
                        " in its definition. A definition gives the JMS connection factories java:/JmsXA and ");
    }

    @Test
    void saysWhatTakesTheWayOfASecurityDomain() {
        assertThat(Advice.on("no security domain NoSuch, which its EJBs name", "shop", ""))
                .contains("NoSuch, which its EJBs name. Remove it: ")
                .contains("slipway services add shop --login");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no class javax.servlet.http.HttpServlet                              | build it for Jakarta EE 10
            no class jakarta.data.repository.Repository                          | such as 11: build it for Jakarta EE 10, which the server has
            no method java.lang.String jakarta.persistence.Table.options()       | such as 11: build it for Jakarta EE 10, which the server has
            no method void jakarta.servlet.http.HttpServletResponse.sendRedirect(java.lang.String, int) | such as 11: build it for Jakarta EE 10, which the server has
            LoggerFactory is not a Logback LoggerContext                         | put <subsystem name="logging"/> into <exclude-subsystems> of <deployment> in WEB-INF/jboss-deployment-structure.xml; in an EAR, in META-INF/jboss-deployment-structure.xml of the EAR
            no class io.prometheus.metrics.core.metrics.Counter                  | put <subsystem name="micrometer"/> into <exclude-subsystems> of <deployment> in WEB-INF/jboss-deployment-structure.xml; in an EAR, in META-INF/jboss-deployment-structure.xml of the EAR
            Service jboss.deployment.unit."shop.war".security-domain.virtual is already registered | Then: slipway config set shop MP_JWT_VERIFY_ISSUER=… MP_JWT_VERIFY_PUBLICKEY_LOCATION=… MP_JWT_VERIFY_AUDIENCES=…
            the management of shop-1 does not answer: Connection refused         | Its log: slipway logs shop
            shop-1 does not say what it runs: the management of shop-1 does not answer: Connection refused | slipway logs shop
            On shop-1, /ready answers 503 after 30 s.                            | --probe-wait 2m, or more
            On shop-1, /ready does not answer after 30 s.                        | --probe-wait 2m, or more
            On shop-1, /health answers 404 after 30 s.                           | slipway services add shop --probe PATH
            On shop-1, /store/health/ready answers 404 after 30 s.               | slipway services add shop --probe PATH
            Hibernate reached no database: why                                   | why. If shop has no database yet: slipway services add shop --database
            it has not started after 300 s                                       | meanwhile slipway threads shop
            """)
    void saysWhatToDo(String cause, String end) {
        assertThat(Advice.on(cause, "shop", "")).startsWith(cause).endsWith(end);
    }

    /** Liquibase waits for it for as long as WildFly waits for the start. */
    @Test
    void namesLiquibasesLockWhereAStartDoesNotEnd() {
        assertThat(Advice.on("it has not started after 300 s", "shop", ""))
                .contains("set locked to false in databasechangeloglock");
    }

    @Test
    void namesTheEnvironment() {
        assertThat(Advice.on("it has not started after 300 s", "shop", " --environment staging"))
                .endsWith(" slipway threads shop --environment staging");
        assertThat(Advice.on(
                        "Service jboss.deployment.unit.\"shop.war\".security-domain.virtual is already registered",
                        "shop",
                        " --environment staging"))
                .endsWith(" MP_JWT_VERIFY_AUDIENCES=… --environment staging");
    }

    @Test
    void takesNoNameThatIsCutOff() {
        assertThat(Advice.on("no data source java:/A, no data source java:jboss/datas…", "shop", ""))
                .contains(" --database=java:/A, or ");
    }

    @ParameterizedTest
    @CsvSource({
        "no class no.such.Listener",
        "no class javax.sql.NoSuch",
        "no class jakarta.mvc.Controller",
        "no class io.prometheus.client.Counter",
        "Service jboss.deployment.unit.shop.INSTALL is already registered",
        "'no method void no.such.Library.with(int, jakarta.servlet.Servlet)'",
        "nothing is bound to java:global/Other",
        "nothing is bound to java:global/jms/OrderQueue",
        "nothing is bound to java:app/jms/PriceTopic",
        "nothing is bound to java:app/mail/Shop",
        "nothing is bound to java:comp/env/jms/ConnectionFactory",
        "nothing is bound to java:comp/env/limit",
        "nothing is bound to java:/eis/ShopConnectionFactory",
        "nothing is bound to java:jboss/ee/concurrency/factory/ShopThreadFactory",
        "'On shop-production-1, /healthy answers 404 after 30 s.'",
        "'On shop-production-1, /ready answers 500 after 30 s.'",
        "'On shop-production--rehearsal-1, /ready answers 503 after 30 s.'",
        "digest mismatch",
        "nothing is bound to java:/queue/$(reboot)",
        "nothing is bound to java:/queue/DLQ",
        "nothing is bound to java:/queue/mail/DLQ",
        "nothing is bound to java:jboss/mail/`reboot`",
        "nothing is bound to java:jboss/exported/mail/Shop",
        "nothing is bound to java:comp/env/jms/DLQ",
        "nothing is bound to java:comp/env/jms/$(reboot)"
    })
    void saysNothingOfOtherCauses(String cause) {
        assertThat(Advice.on(cause, "shop", "")).isEqualTo(cause);
    }
}
