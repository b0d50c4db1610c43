package dev.slipway.line.agent.deployment.check.code;

import static dev.slipway.line.agent.deployment.check.code.ClassFiles.annotated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.deployment.check.code.ClassFiles.Mark;
import dev.slipway.line.archive.code.ClassFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bean that nobody sends anything to starts all the same. */
class ListenersTest {
    private static final String OTHER = "Lshop/Other;";

    @ParameterizedTest
    @CsvSource({
        "java:/jms/queue/orders, orders, --queue orders",
        "java:/jms/topic/prices, prices, --topic prices",
        "java:/queue/Orders, Orders, --queue java:/queue/Orders",
        "java:/queue/TopicUpdates, TopicUpdates, --queue java:/queue/TopicUpdates",
        "java:/jms/OrderQueue, OrderQueue, --queue java:/jms/OrderQueue"
    })
    void tellsOfAListenerWithoutAQueue(String destination, String name, String option) {
        Listeners listeners = new Listeners();
        listeners.add("shop.Listener", listener(destination, OTHER));
        assertThat(listeners.warnings("shop", Set.of("DLQ", "other")))
                .containsExactly("Its message-driven bean shop.Listener listens to " + destination
                        + ", which shop does not have: it would receive nothing. Add it: slipway services add shop "
                        + option);
        assertThat(listeners.warnings("shop", Set.of("DLQ", name))).isEmpty();
        assertThat(listeners.warnings("shop", Set.of())).as("no broker").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "java:global/jms/queue/orders, Lshop/Other;",
        "java:/jms/orders, Lshop/Other;",
        "${queue}, Lshop/Other;",
        "java:/jms/queue/orders;reboot, Lshop/Other;",
        "java:jboss/queue/ExpiryQueue, Lshop/Other;",
        "java:/jms/queue/orders, Lorg/jboss/ejb3/annotation/ResourceAdapter;"
    })
    void saysNothingOfOtherListeners(String destination, String other) {
        Listeners listeners = new Listeners();
        listeners.add("shop.Listener", listener(destination, other));
        assertThat(listeners.warnings("shop", Set.of("DLQ"))).isEmpty();
    }

    /** By a stack that overflows, all other warnings would be lost. */
    @Test
    void readsAListenersNameOfAnyLength() {
        Listeners listeners = new Listeners();
        String destination = "java:/" + "queue/".repeat(9_000) + "orders";
        listeners.add("shop.Listener", listener(destination, OTHER));
        assertThat(listeners.warnings("shop", Set.of("DLQ"))).isEmpty();
    }

    /** One that listens to a destination, and has another annotation. */
    private static ClassFile listener(String destination, String other) {
        Mark property = new Mark(
                "Ljakarta/ejb/ActivationConfigProperty;",
                Map.of("propertyName", "destinationLookup", "propertyValue", destination));
        return annotated(
                new Mark("Ljakarta/ejb/MessageDriven;", Map.of("activationConfig", List.of(property))),
                new Mark(other));
    }
}
