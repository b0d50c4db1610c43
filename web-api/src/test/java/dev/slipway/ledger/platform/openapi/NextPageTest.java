package dev.slipway.ledger.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The header Link is described where it is sent: with the pages of a list, and with the export. */
class NextPageTest {

    @Test
    void isLinkedFromEachPageAndTheExportAlone() {
        List<String> linked = new ArrayList<>();
        List<String> paged = new ArrayList<>(List.of("exportDeployments"));
        for (JsonNode path : Described.paths()) {
            JsonNode operation = path.path("get");
            String id = operation.path("operationId").asText();
            JsonNode read = operation.at("/responses/200");
            if (read.path("headers").has("Link")) {
                linked.add(id);
            }
            boolean isPage =
                    read.at("/content/application~1json/schema/$ref").asText().startsWith("#/components/schemas/Page");
            if (isPage && operation.path("parameters").findValuesAsText("name").contains("after")) {
                paged.add(id);
            }
        }
        assertThat(linked)
                .containsExactlyInAnyOrderElementsOf(paged)
                .contains("listServices", "listDeployments")
                .doesNotContain("listSteps", "getWorkerLog");
    }
}
