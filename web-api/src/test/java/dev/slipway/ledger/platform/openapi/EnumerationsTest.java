package dev.slipway.ledger.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.platform.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema of an enum lists its constants as they are written, also where the build has them from the enum itself. */
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
}
