package dev.slipway.line.agent.deployment.check.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.archive.code.ClassFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bean that nobody sends anything to starts all the same. */
class ListenersTest {
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
        listeners.add("shop.Listener", new ClassFile(listener(destination, "")));
        assertThat(listeners.warnings("shop", Set.of("DLQ", "other")))
                .containsExactly("Its message-driven bean shop.Listener listens to " + destination
                        + ", which shop does not have: it would receive nothing. Add it: slipway services add shop "
                        + option);
        assertThat(listeners.warnings("shop", Set.of("DLQ", name))).isEmpty();
        assertThat(listeners.warnings("shop", Set.of())).as("no broker").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "java:global/jms/queue/orders, ''",
        "java:/jms/orders, ''",
        "${queue}, ''",
        "java:/jms/queue/orders;reboot, ''",
        "java:jboss/queue/ExpiryQueue, ''",
        "java:/jms/queue/orders, Lorg/jboss/ejb3/annotation/ResourceAdapter;"
    })
    void saysNothingOfOtherListeners(String destination, String other) {
        Listeners listeners = new Listeners();
        listeners.add("shop.Listener", new ClassFile(listener(destination, other)));
        assertThat(listeners.warnings("shop", Set.of("DLQ"))).isEmpty();
    }

    /** By a stack that overflows, all other warnings would be lost. */
    @Test
    void readsAListenersNameOfAnyLength() {
        Listeners listeners = new Listeners();
        String destination = "java:/" + "queue/".repeat(9_000) + "orders";
        listeners.add("shop.Listener", new ClassFile(listener(destination, "")));
        assertThat(listeners.warnings("shop", Set.of("DLQ"))).isEmpty();
    }

    /** A class file with these constants, and an annotation. */
    private static byte[] listener(String destination, String other) {
        StringBuilder file = new StringBuilder("\u00ca\u00fe\u00ba\u00be\0\0\0\u003d\0\u0007");
        for (String constant : List.of(
                "Ljakarta/ejb/MessageDriven;",
                "propertyName",
                "destinationLookup",
                "propertyValue",
                destination,
                other)) {
            file.append('\u0001').append((char) (constant.length() >> Byte.SIZE));
            file.append((char) (constant.length() & 0xff)).append(constant);
        }
        file.append("\0\u0021\0\u0002s\0\u0003\0\u0004s\0\u0005");
        return file.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
