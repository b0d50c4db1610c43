package dev.slipway.ledger.platform.page;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.Violation;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list that is ordered by time, newest first, and by id where times are equal.
 *
 * @param at the time, to the microsecond
 */
public record Cursor(Instant at, UUID id) {
    /** The form of a cursor, which is opaque to clients. */
    public static final String FORM = "^[A-Za-z0-9_-]{32}$";

    /** Explains {@link #FORM}. */
    public static final String FORM_RULE = "must be taken from the header Link of the page before";

    /** Bounds that no row exceeds, within PostgreSQL's range. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2300-01-01T00:00:00Z");
    private static final int BYTES = Long.BYTES * 3;

    /**
     * Reads a cursor of this {@linkplain #FORM form}.
     *
     * @return null for null: the first page
     * @throws ProblemException if no list can have given it out
     */
    public static @Nullable Cursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        Instant at = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw ProblemException.invalid(List.of(new Violation("after", FORM_RULE)));
        }
        return new Cursor(at, new UUID(bytes.getLong(), bytes.getLong()));
    }

    /** The opaque form that {@link #parse} reads. */
    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
