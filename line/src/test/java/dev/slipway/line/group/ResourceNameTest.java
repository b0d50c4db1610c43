package dev.slipway.line.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.group.ResourceName.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceNameTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The ledger reads this file in its tests, too. */
    private static JsonNode fixture(String list) throws IOException {
        return JSON.readTree(Files.readString(Path.of("src/test/resources/groups/accepted.json")))
                .required(list);
    }

    @Test
    void isGivenWhereTheLedgerAcceptsIt() throws IOException {
        for (JsonNode part : fixture("parts")) {
            for (JsonNode names : part.findValues("jndi")) {
                for (JsonNode name : names) {
                    ResourceName given = new ResourceName(name.asText());
                    assertThat(given.isGivable()).as(given.text()).isTrue();
                }
            }
        }
    }

    @Test
    void isNotGivenWhereTheLedgerRefusesIt() throws IOException {
        for (JsonNode part : fixture("refused")) {
            JsonNode names = part.iterator().next().iterator().next();
            ResourceName name = new ResourceName(names.required(0).asText());
            boolean isGiven = part.has("messaging") ? name.destination().isPresent() : name.isGivable();
            assertThat(isGiven).as(part.toString()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "java:/jms/queue/orders, --queue orders",
        "java:/jms/topic/prices, --topic prices",
        "java:/jms/queue/OrderFactory, --queue OrderFactory",
        "java:/jms/queue/eu/orders, --queue java:/jms/queue/eu/orders",
        "java:/queue/TopicUpdates, --queue java:/queue/TopicUpdates",
        "java:jboss/topics/QueueLengths, --topic java:jboss/topics/QueueLengths",
        "java:/Queue/prices, --queue java:/Queue/prices",
        "java:/topic/eu/queue/orders, --queue java:/topic/eu/queue/orders",
        "java:/TopicShop/OrderQueue, --queue java:/TopicShop/OrderQueue",
        "java:/jms/PRICETOPIC, --topic java:/jms/PRICETOPIC",
        "java:/queue/connectionRequests, --queue java:/queue/connectionRequests",
        "java:jboss/exported/jms/queue/orders, --queue java:jboss/exported/jms/queue/orders"
    })
    void saysWhichDestinationItIs(String name, String option) {
        Optional<String> found = new ResourceName(name).destination().map(Destination::option);
        assertThat(found).contains(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java:/jms/orders", "java:/queue/OrdersCF", "java:/jms/QueueConnectionFactory"})
    void saysNoDestination(String name) {
        assertThat(new ResourceName(name).destination()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "java:/QueueConnectionFactory, true",
        "java:jboss/jms/ShopFactory, true",
        "java:/jms/TopicCF, true",
        "java:/eis/ShopConnectionFactory, false",
        "java:jboss/ee/concurrency/factory/ShopThreadFactory, false",
        "java:comp/env/jms/ConnectionFactory, false"
    })
    void knowsConnectionFactories(String name, boolean isFactory) {
        assertThat(new ResourceName(name).isConnectionFactory()).isEqualTo(isFactory);
    }

    /** By a stack that overflows, all warnings of an archive would be lost. */
    @Test
    void mayHaveAnyLength() {
        ResourceName name = new ResourceName("java:/" + "queue/".repeat(9_000) + "orders");
        assertThat(name.isGivable()).isFalse();
        assertThat(name.isConnectionFactory()).isFalse();
        assertThat(name.destination()).isEmpty();
    }
}
