package dev.slipway.ledger.platform.openapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Marks members that an answer always has as required in its schema, so that generated clients need no null checks. For
 * requests, this follows from the constraints.
 */
final class RequiredProperties {
    private static final DotName SCHEMA = DotName.createSimple(Schema.class.getName());

    private RequiredProperties() {}

    /**
     * Requires, in the document's schemas, the components of the answers' records that are never null.
     *
     * @throws IllegalStateException if two types have the same name in the document
     */
    static void addTo(Map<String, org.eclipse.microprofile.openapi.models.media.Schema> schemas, IndexView index) {
        types(index).forEach((name, type) -> {
            if (type.isRecord() && !isSent(type)) {
                List<String> required = alwaysThere(type);
                if (!required.isEmpty()) {
                    Objects.requireNonNull(schemas.get(name), name).setRequired(required);
                }
            }
        });
    }

    private static Map<String, Class<?>> types(IndexView index) {
        Map<String, Class<?>> types = new HashMap<>();
        for (ClassInfo described : index.getKnownClasses()) {
            if (described.hasDeclaredAnnotation(SCHEMA)) {
                Class<?> type = load(described);
                Class<?> other = types.put(name(type), type);
                if (other != null && other != type) {
                    throw new IllegalStateException(type + " and " + other + " have the same name in the document");
                }
            }
        }
        return types;
    }

    private static Class<?> load(ClassInfo type) {
        try {
            return Class.forName(type.name().toString(), false, RequiredProperties.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Class<?> type) {
        String name = type.getAnnotation(Schema.class).name();
        return name.isEmpty() ? type.getSimpleName() : name;
    }

    private static boolean isSent(Class<?> type) {
        return type.getSimpleName().endsWith("Request")
                || Arrays.stream(type.getRecordComponents()).anyMatch(member -> has(type, member, NotNull.class));
    }

    private static List<String> alwaysThere(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(member -> !member.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .filter(member -> !has(type, member, JsonIgnore.class) && !has(type, member, JsonInclude.class))
                .map(RecordComponent::getName)
                .toList();
    }

    private static boolean has(Class<?> type, RecordComponent component, Class<? extends Annotation> annotation) {
        try {
            return type.getDeclaredField(component.getName()).isAnnotationPresent(annotation);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record has a field for each of its components", e);
        }
    }
}
