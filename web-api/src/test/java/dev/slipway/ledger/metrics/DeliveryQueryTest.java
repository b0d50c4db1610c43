package dev.slipway.ledger.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.platform.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clocks go forward on 29 March 2026 and 28 March 2027, and back on 25 October 2026 and 31 October 2027. */
class DeliveryQueryTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Zurich");
    private static final Instant NOW = Instant.parse("2027-12-31T12:00:00Z");

    /** The first has an hour more than 400 times 24, the second one less. */
    @ParameterizedTest
    @CsvSource({"2026-10-01, 2027-11-05", "2026-03-01, 2027-04-05"})
    void takesFourHundredCalendarDays(LocalDate from, LocalDate until) {
        assertThat(query(from, until).window(NOW).until())
                .isEqualTo(until.atStartOfDay(ZONE).toInstant());
        DeliveryQuery longer = query(from, until.plusDays(1));
        assertThatThrownBy(() -> longer.window(NOW)).isInstanceOf(ProblemException.class);
        DeliveryQuery second = query(from, until);
        second.until = until.atStartOfDay(ZONE).toInstant().plusSeconds(1).toString();
        assertThatThrownBy(() -> second.window(NOW)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01, 2026-11-05, DAY",
        "2026-10-01, 2026-11-06, WEEK",
        "2026-03-01, 2026-04-05, DAY",
        "2026-03-01, 2026-04-06, WEEK",
    })
    void cutsThirtyFiveCalendarDaysIntoDays(LocalDate from, LocalDate until, Window.Bucket bucket) {
        assertThat(query(from, until).window(NOW).bucket()).isEqualTo(bucket);
    }

    private static DeliveryQuery query(LocalDate from, LocalDate until) {
        DeliveryQuery query = new DeliveryQuery();
        query.from = from.atStartOfDay(ZONE).toInstant().toString();
        query.until = until.atStartOfDay(ZONE).toInstant().toString();
        query.zone = ZONE.getId();
        return query;
    }
}
