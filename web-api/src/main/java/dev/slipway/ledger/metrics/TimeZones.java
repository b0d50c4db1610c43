package dev.slipway.ledger.metrics;

import java.time.ZoneId;
import java.util.Optional;

/**
 * Time zones of the IANA database, by name: of those that Java knows what PostgreSQL knows, too.
 *
 * <p>No plain offsets: PostgreSQL reads their sign the other way.
 */
final class TimeZones {
    static final String FORM = "^(UTC|[A-Z][A-Za-z]+(/[A-Z][A-Za-z0-9_+-]+){1,2})$";
    static final String RULE = "must be a time zone such as Europe/Zurich, or UTC";
    private static final String NOT_OF_IANA = "SystemV/";

    private TimeZones() {}

    static Optional<ZoneId> find(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) && !name.startsWith(NOT_OF_IANA)
                ? Optional.of(ZoneId.of(name))
                : Optional.empty();
    }
}
