package dev.slipway.ledger.environment;

import org.jspecify.annotations.Nullable;

/** A cursor into the list of environments, ordered by rank and then by name. */
record RankCursor(int rank, String name) {
    /** The form of a cursor. */
    static final String FORM = "^[0-9]{4}[a-z][a-z0-9-]{0,62}$";

    private static final RankCursor START = new RankCursor(-1, "");
    private static final int RANK_DIGITS = 4;

    /** Parses a cursor of this {@linkplain #FORM form}; the start of the list for null. */
    static RankCursor parse(@Nullable String text) {
        return text == null
                ? START
                : new RankCursor(Integer.parseInt(text.substring(0, RANK_DIGITS)), text.substring(RANK_DIGITS));
    }

    static RankCursor of(Environment environment) {
        return new RankCursor(environment.rank(), environment.name());
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return "%04d%s".formatted(rank, name);
    }
}
