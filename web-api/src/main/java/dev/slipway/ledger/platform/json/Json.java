package dev.slipway.ledger.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one configuration of Jackson, for what is read, for what is written, and for what is compared. */
@Provider
public class Json implements ContextResolver<ObjectMapper> {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule("slipway")
                    .addDeserializer(String.class, new TextDeserializer())
                    .addDeserializer(Integer.class, new WholeNumberDeserializer())
                    .addDeserializer(Instant.class, new InstantDeserializer()))
            .addHandler(new ViolationCollector())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    /** Reads and writes JSON; thread-safe. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static String text(Record value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the ledger's own records hold can be written as JSON", e);
        }
    }

    /**
     * Reads a body, and collects every member that cannot be read, with the reason.
     *
     * @return what was read; null, or with members missing, where something was noted
     * @throws JsonProcessingException if the body is not one well-formed JSON value
     */
    public static <T> @Nullable T read(byte[] body, Class<T> type, Map<String, String> violations) throws IOException {
        try {
            T read = MAPPER.readerFor(type)
                    .withAttribute(ViolationCollector.ATTRIBUTE, violations)
                    .readValue(body);
            if (read == null) {
                violations.putIfAbsent(ViolationCollector.BODY, ViolationCollector.expected(type));
            }
            return read;
        } catch (MismatchedInputException e) {
            if (e.getPath().isEmpty()) {
                throw e;
            }
            String member = e.getPath().get(0).getFieldName();
            violations.putIfAbsent(
                    member == null ? ViolationCollector.BODY : member, ViolationCollector.expected(e.getTargetType()));
            return null;
        }
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return MAPPER;
    }
}
