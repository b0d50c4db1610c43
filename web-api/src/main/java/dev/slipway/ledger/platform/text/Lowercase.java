package dev.slipway.ledger.platform.text;

import java.util.Locale;

/** The names of an enum's constants in the API and the database: {@code BREAK_GLASS} is {@code break-glass}. */
public final class Lowercase {

    private Lowercase() {}

    /** The name of a constant. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The constant of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
