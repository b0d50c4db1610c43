package dev.slipway.ledger.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema of a record has the members that are read and written, and no others. */
class PropertiesTest {

    static Stream<Class<?>> records() {
        return Described.types().filter(type -> type.isRecord() && type.getTypeParameters().length == 0);
    }

    @ParameterizedTest
    @MethodSource("records")
    void areTheComponents(Class<?> type) {
        List<String> components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        assertThat(Described.schema(type).path("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(components);
    }

    @ParameterizedTest
    @MethodSource("records")
    void sayWhatIsInAList(Class<?> type) {
        assertThat(Described.schema(type).path("properties"))
                .filteredOn(property -> property.path("type").asText().equals("array"))
                .extracting(property -> property.path("items"))
                .noneMatch(JsonNode::isEmpty);
    }
}
