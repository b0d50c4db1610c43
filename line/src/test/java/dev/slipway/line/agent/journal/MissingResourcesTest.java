package dev.slipway.line.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever deploys what lacks something that a definition gives is told how the service gets it. */
class MissingResourcesTest {
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
        assertThat(MissingResources.advised(cause, "shop"))
                .isEqualTo(cause + ". To give shop one: slipway services add shop " + remedy);
    }

    @Test
    void namesOneCommandForAllThatIsMissing() {
        String cause =
                "no data source java:/jdbc/A, no data source java:/B, nothing is bound to java:/JmsXA, nothing is"
                        + " bound to java:/queue/CMTQueue, nothing is bound to java:/jms/topic/prices, nothing is bound to"
                        + " java:global/Other, nothing is bound to java:jboss/mail/Shop";
        assertThat(MissingResources.advised(cause, "shop"))
                .isEqualTo(cause + ". To give shop these: slipway services add shop --database=java:/jdbc/A,java:/B"
                        + " --mail=java:jboss/mail/Shop --queue java:/queue/CMTQueue --topic prices, or database: {jndi:"
                        + " [java:/jdbc/A, java:/B]} and mail: {jndi: [java:jboss/mail/Shop]} and messaging: {queues:"
                        + " [java:/queue/CMTQueue], topics: [prices]} in its definition");
    }

    @Test
    void namesTheDatabaseThatMayBeMissing() {
        String cause = "Hibernate reached no database: why";
        assertThat(MissingResources.advised(cause, "shop"))
                .isEqualTo(cause + ". If shop has no database yet: slipway services add shop --database");
    }

    @Test
    void namesWhatIsMissingBesideADatabaseThatMayBe() {
        String cause = "Hibernate reached no database: why, no JMS broker";
        assertThat(MissingResources.advised(cause, "shop"))
                .isEqualTo(
                        cause + ". To give shop one: slipway services add shop --messaging, or messaging: true in its"
                                + " definition. If shop has no database yet: slipway services add shop --database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java:comp/env/jdbc/Shop", "java:/jdbc/Shop;reboot", "java:jboss/exported/jdbc/ShopDS"})
    void namesWhatToPointToWhereNoDefinitionGivesTheName(String name) {
        String cause = "no data source " + name;
        assertThat(MissingResources.advised(cause, "shop"))
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
        assertThat(MissingResources.advised(cause, "shop"))
                .isEqualTo(
                        cause + ". A definition gives names in java:jboss/ and java:/ only: slipway services add shop "
                                + option + ", and point to " + target
                                + ", by lookup of @Resource or as jndi-name in jboss-web.xml");
    }

    /** As a queue or topic of that name, it would fail only when it is used. */
    @ParameterizedTest
    @ValueSource(strings = {"java:/QueueConnectionFactory", "java:/jms/OrdersCF", "java:/RemoteConnectionFactory"})
    void namesTheConnectionFactoryToPointTo(String name) {
        String cause = "nothing is bound to " + name;
        assertThat(MissingResources.advised(cause, "shop"))
                .isEqualTo(cause + ". A definition gives the JMS connection factories java:/JmsXA and"
                        + " java:/ConnectionFactory only: slipway services add shop --messaging, and point to"
                        + " java:/JmsXA, by lookup of @Resource or as jndi-name in jboss-web.xml");
    }

    @Test
    void namesTheConnectionFactoryBesideItsQueue() {
        String cause = "nothing is bound to java:/QueueConnectionFactory, nothing is bound to java:/queue/Orders";
        assertThat(MissingResources.advised(cause, "shop"))
                .contains(
                        ". To give shop one: slipway services add shop --queue java:/queue/Orders, or",
                        " in its definition. A definition gives the JMS connection factories java:/JmsXA and ");
    }

    @Test
    void takesNoNameThatIsCutOff() {
        assertThat(MissingResources.advised("no data source java:/A, no data source java:jboss/datas…", "shop"))
                .contains(" --database=java:/A, or ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java:global/Other",
                "java:global/jms/OrderQueue",
                "java:app/jms/PriceTopic",
                "java:app/mail/Shop",
                "java:comp/env/jms/ConnectionFactory",
                "java:comp/env/limit",
                "java:/eis/ShopConnectionFactory",
                "java:jboss/ee/concurrency/factory/ShopThreadFactory",
                "java:/queue/$(reboot)",
                "java:/queue/DLQ",
                "java:/queue/mail/DLQ",
                "java:jboss/mail/`reboot`",
                "java:jboss/exported/mail/Shop",
                "java:comp/env/jms/DLQ",
                "java:comp/env/jms/$(reboot)"
            })
    void saysNothingOfOtherNames(String name) {
        String cause = "nothing is bound to " + name;
        assertThat(MissingResources.advised(cause, "shop")).isEqualTo(cause);
    }
}
