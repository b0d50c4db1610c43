package dev.slipway.ledger.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.record.RecordDeploymentRequest;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.request.RequestDeploymentRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The schema of an enum lists its constants as they are written, also where the build has them from the enum itself; that
 * of what clients send only those that are accepted.
 */
class EnumerationsTest {

    static Stream<Class<?>> enums() {
        return Described.types().filter(Class::isEnum);
    }

    @ParameterizedTest
    @MethodSource("enums")
    void haveTheConstantsAsTheyAreWritten(Class<?> type) {
        List<String> written = Arrays.stream(type.getEnumConstants())
                .map(constant -> Json.mapper().valueToTree(constant).asText())
                .toList();
        assertThat(Described.schema(type).path("enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/syncs                  | get  | state | ["asked","running","done","failed"]
            /api/v1/releases/{id}/evidence | post | kind  | ["tests","sbom","attestation"]
            """)
    void leaveOutOfAParameterWhatIsRefused(String path, String method, String name, String accepted) {
        JsonNode parameters = Described.paths().required(path).required(method).required("parameters");
        assertThat(parameters)
                .filteredOn(parameter -> parameter.path("name").asText().equals(name))
                .extracting(parameter -> parameter.at("/schema/enum").toString())
                .containsExactly(accepted);
    }

    @ParameterizedTest
    @ValueSource(classes = {RecordDeploymentRequest.class, RequestDeploymentRequest.class})
    void leaveOutOfARequestWhatIsRefused(Class<?> type) {
        assertThat(Described.schema(type).at("/properties/channel/enum"))
                .extracting(JsonNode::asText)
                .isNotEmpty()
                .allMatch(channel -> channel.matches(Channel.FORM));
    }
}
