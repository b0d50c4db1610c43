package dev.slipway.ledger.text;

import java.util.Arrays;

/** Reads names from rows that the next release may have written: it runs beside this one while it is deployed, and may know more of them. */
public final class Known {
    private Known() {}

    /**
     * The constant of this name.
     *
     * @param otherwise what stands for a name that this release does not know
     */
    public static <E extends Enum<E>> E of(Class<E> type, String name, E otherwise) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.toString().equals(name))
                .findFirst()
                .orElse(otherwise);
    }
}
