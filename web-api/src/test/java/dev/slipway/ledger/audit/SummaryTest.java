package dev.slipway.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.release.ReleaseResource;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.util.Arrays;
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

    /** Else the ledger refuses its own address. */
    @Test
    void namesAListThatTakesItsParameters() {
        List<String> declared = Arrays.stream(ReleaseResource.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("list"))
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .flatMap(parameter -> Arrays.stream(parameter.getAnnotationsByType(QueryParam.class)))
                .map(QueryParam::value)
                .toList();
        assertThat(resource("staging").replaceFirst(".*\\?", "").split("&", -1))
                .extracting(parameter -> parameter.replaceFirst("=.*", ""))
                .isNotEmpty()
                .isSubsetOf(declared);
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
