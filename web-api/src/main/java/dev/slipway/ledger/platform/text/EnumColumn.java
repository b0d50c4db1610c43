package dev.slipway.ledger.platform.text;

import jakarta.persistence.AttributeConverter;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores an enum by the name that clients know, its {@code toString()}.
 *
 * @param <E> the enum
 */
public abstract class EnumColumn<E extends Enum<E>> implements AttributeConverter<E, String> {
    private final Class<E> type;
    private final @Nullable E unknown;
    private final Map<String, E> constants;

    /** For an enum that never gets new constants. */
    protected EnumColumn(Class<E> type) {
        this(type, null);
    }

    /**
     * For an enum that may get new constants: during an upgrade, the next release runs beside this one and may have written them.
     *
     * @param unknown what stands for a name that this release does not know; null to fail
     */
    protected EnumColumn(Class<E> type, @Nullable E unknown) {
        this.type = type;
        this.unknown = unknown;
        constants = Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(E::toString, Function.identity()));
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable E value) {
        return value == null ? null : value.toString();
    }

    @Override
    public @Nullable E convertToEntityAttribute(@Nullable String name) {
        if (name == null) {
            return null;
        }
        E constant = constants.getOrDefault(name, unknown);
        if (constant == null) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + " is named '" + name + "'");
        }
        return constant;
    }
}
