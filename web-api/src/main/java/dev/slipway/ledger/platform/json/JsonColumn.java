package dev.slipway.ledger.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.persistence.AttributeConverter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stores a value as JSON, since it is read whole and never searched.
 *
 * <p>During an upgrade the next release runs beside this one and may have written more: unknown members are ignored, and an
 * unknown constant is read as its enum's default, if it has one.
 *
 * @param <T> the entity's attribute
 * @param <V> what is written for it
 */
public abstract class JsonColumn<T, V> implements AttributeConverter<T, String> {
    private final ObjectReader reader;
    private final Function<T, V> toJson;
    private final Function<V, T> of;
    private final String what;

    /**
     * For one kind of value.
     *
     * @param what the value's name in error messages
     */
    protected JsonColumn(TypeReference<V> type, Function<T, V> toJson, Function<V, T> of, String what) {
        this.reader = Json.mapper()
                .readerFor(type)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE);
        this.toJson = toJson;
        this.of = of;
        this.what = what;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable T value) {
        try {
            return value == null ? null : Json.mapper().writeValueAsString(toJson.apply(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(what + " cannot be written as JSON", e);
        }
    }

    @Override
    public @Nullable T convertToEntityAttribute(@Nullable String text) {
        try {
            return text == null ? null : of.apply(reader.<V>readValue(text));
        } catch (JsonProcessingException e) {
            // Without the cause: its message quotes the value, which must not get into the log.
            throw new IllegalStateException(what + " cannot be read"
                    + (e.getLocation() == null
                            ? ""
                            : " from character " + e.getLocation().getCharOffset()));
        }
    }
}
