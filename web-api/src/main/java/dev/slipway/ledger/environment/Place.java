package dev.slipway.ledger.environment;

import org.jspecify.annotations.Nullable;

/**
 * A place in the list of environments, which is ordered by rank and then by name.
 *
 * @param rank the rank
 * @param name the name
 */
record Place(int rank, String name) {
    /** What a place looks like to a client. */
    static final String FORM = "^[0-9]{4}[a-z][a-z0-9-]{0,62}$";

    private static final Place START = new Place(-1, "");
    private static final int RANK_DIGITS = 4;

    /** Reads a place of this {@linkplain #FORM form}; the start of the list for null. */
    static Place parse(@Nullable String text) {
        return text == null
                ? START
                : new Place(Integer.parseInt(text.substring(0, RANK_DIGITS)), text.substring(RANK_DIGITS));
    }

    static Place of(Environment environment) {
        return new Place(environment.rank(), environment.name());
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return "%04d%s".formatted(rank, name);
    }
}
