package dev.slipway.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.platform.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void isOfOneEnvironment() {
        assertThat(resource("staging"))
                .isEqualTo(
                        "https://ledger.example.org/api/v1/releases?service=orders&version=1.0%2B5&environment=staging");
        assertThat(resource("production")).isNotEqualTo(resource("staging"));
    }

    private static String resource(String environment) {
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("service", "orders")
                .put("version", "1.0+5")
                .put("environment", environment)
                .put("decision", "allow")
                .put("artifactDigest", "sha256:" + "0".repeat(64));
        return Summary.of(answer, List.of(), Optional.empty(), URI.create("https://ledger.example.org"))
                .at("/predicate/resourceUri")
                .asText();
    }
}
