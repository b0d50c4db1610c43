package dev.slipway.ledger.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.jandex.Index;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an answer always has, its description requires: clients that are made from it need not ask whether it is there. */
class RequiredPropertiesTest {

    static Stream<Class<?>> schemas() {
        return Described.types().filter(Class::isRecord);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void areThoseThatAreNeverNull(Class<?> schema) {
        RecordComponent[] components = schema.getRecordComponents();
        boolean isSent = schema.getSimpleName().endsWith("Request")
                || Arrays.stream(components)
                        .anyMatch(member -> field(schema, member).isAnnotationPresent(NotNull.class));
        List<String> present = Arrays.stream(components)
                .filter(member -> isSent
                        ? field(schema, member).isAnnotationPresent(NotNull.class)
                        : isNeverNull(member, field(schema, member)))
                .map(RecordComponent::getName)
                .toList();
        assertThat(Described.schema(schema).path("required"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(present);
    }

    @Test
    void twoTypesHaveNotOneName() {
        assertThatThrownBy(() -> RequiredProperties.addTo(Map.of(), Index.of(First.Answer.class, Second.Answer.class)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the same name");
    }

    private static boolean isNeverNull(RecordComponent component, Field field) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && !field.isAnnotationPresent(JsonIgnore.class)
                && !field.isAnnotationPresent(JsonInclude.class);
    }

    private static Field field(Class<?> type, RecordComponent component) {
        try {
            return type.getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    private static final class First {

        @Schema
        private record Answer(String text) {}
    }

    private static final class Second {

        @Schema
        private record Answer(String text) {}
    }
}
