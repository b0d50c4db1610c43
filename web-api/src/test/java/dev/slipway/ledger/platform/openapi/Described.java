package dev.slipway.ledger.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.IndexedClasses;
import dev.slipway.ledger.platform.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The types that the API's document describes, and how the one that the build made describes them. */
final class Described {
    private static final File DOCUMENT = new File("target/openapi/openapi.json");
    private static final JsonNode WHOLE = document();

    private Described() {}

    static Stream<Class<?>> types() {
        return IndexedClasses.using(Schema.class).filter(type -> type.isAnnotationPresent(Schema.class));
    }

    /** The schema of a type; fails if the document has none. */
    static JsonNode schema(Class<?> type) {
        String name = type.getAnnotation(Schema.class).name();
        return WHOLE.required("components").required("schemas").required(name.isEmpty() ? type.getSimpleName() : name);
    }

    /** The operations of the document, by their paths and methods. */
    static JsonNode paths() {
        return WHOLE.required("paths");
    }

    private static JsonNode document() {
        try {
            return Json.mapper().readTree(DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
