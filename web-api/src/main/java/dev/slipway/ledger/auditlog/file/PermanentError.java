package dev.slipway.ledger.auditlog.file;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells errors of the record itself, which a retry cannot fix, from transient ones. */
public final class PermanentError {

    private PermanentError() {}

    /** SQL states 22 (data exception) and 23 (integrity violation). */
    public static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .anyMatch(state -> state != null && (state.startsWith("22") || state.startsWith("23")));
    }
}
