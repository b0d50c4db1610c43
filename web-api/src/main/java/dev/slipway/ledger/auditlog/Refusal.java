package dev.slipway.ledger.auditlog;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells a record that the database will never take from everything that may be better the next time. */
final class Refusal {

    private Refusal() {}

    /** SQL states 22 (data) and 23 (integrity) blame the record. */
    static boolean isFinal(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .anyMatch(state -> state != null && (state.startsWith("22") || state.startsWith("23")));
    }
}
