package dev.slipway.ledger.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the build adds to the description of each operation. */
class SharedResponsesTest {

    /** A query parameter that it does not know is refused by each of them, a precondition by each that is not for reading. */
    @Test
    void tellWhatIsRefusedEverywhere() {
        List<JsonNode> reading = new ArrayList<>();
        List<JsonNode> changing = new ArrayList<>();
        for (JsonNode path : Described.paths()) {
            for (String method : List.of("get", "post", "put", "patch", "delete")) {
                if (path.has(method)) {
                    (method.equals("get") ? reading : changing).add(path.path(method));
                }
            }
        }
        assertThat(reading)
                .isNotEmpty()
                .allMatch(operation -> operation.path("responses").has("400"))
                .noneMatch(operation -> operation.path("responses").has("412"));
        assertThat(changing)
                .isNotEmpty()
                .allMatch(operation -> operation.path("responses").has("400"))
                .allMatch(operation -> operation.path("responses").has("412"));
    }

    /** By it, the next change needs no reading before. */
    @Test
    void tellWhichChangesAnswerWithANewTag() {
        List<String> tagged = new ArrayList<>();
        for (JsonNode path : Described.paths()) {
            JsonNode change = path.path("put");
            if (change.at("/responses/200/headers").has("ETag")) {
                tagged.add(change.path("operationId").asText());
            }
        }
        assertThat(tagged).containsExactlyInAnyOrder("applyDefinition", "changePolicy");
    }
}
