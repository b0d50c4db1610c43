package dev.slipway.line.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.Wishes;
import dev.slipway.line.http.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class DesiredGroupTest {
    @Test
    void hasTheDestinationsOfItsBroker() {
        Json messaging = Json.object()
                .with("queues", List.of("orders", "java:/queue/Returns"))
                .with("topics", List.of("prices"));
        assertThat(group(Wishes.group("shop", "production", 1).with("messaging", messaging))
                        .destinations())
                .containsExactlyInAnyOrder("DLQ", "ExpiryQueue", "Returns", "orders", "prices");
        assertThat(group(Wishes.group("shop", "production", 1)).destinations()).isEmpty();
    }

    private static DesiredGroup group(Json json) {
        return DesiredGroup.of(json).orElseThrow();
    }
}
