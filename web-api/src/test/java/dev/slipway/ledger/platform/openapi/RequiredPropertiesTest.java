package dev.slipway.ledger.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an answer always has, its description requires: clients that are made from it need not ask whether it is there. */
class RequiredPropertiesTest {

    static Stream<Class<?>> schemas() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.slipway.ledger").stream()
                        .filter(type -> type.isRecord() && type.isAnnotatedWith(Schema.class))
                        .map(JavaClass::reflect);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void areThoseThatAreNeverNull(Class<?> schema) {
        RecordComponent[] components = schema.getRecordComponents();
        if (Arrays.stream(components).anyMatch(member -> field(schema, member).isAnnotationPresent(NotNull.class))
                || schema.getSimpleName().endsWith("Request")) {
            return; // Of what is sent, the rules say it.
        }
        List<String> present = Arrays.stream(components)
                .filter(member -> !member.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .filter(member -> !field(schema, member).isAnnotationPresent(JsonIgnore.class)
                        && !field(schema, member).isAnnotationPresent(JsonInclude.class))
                .map(RecordComponent::getName)
                .toList();
        assertThat(schema.getAnnotation(Schema.class).requiredProperties()).containsExactlyElementsOf(present);
    }

    private static Field field(Class<?> type, RecordComponent component) {
        try {
            return type.getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }
}
