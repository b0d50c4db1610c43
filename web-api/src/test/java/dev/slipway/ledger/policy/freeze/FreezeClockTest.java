package dev.slipway.ledger.policy.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeClockTest {
    private static final List<DayOfWeek> FRIDAY = List.of(DayOfWeek.FRIDAY);
    private static final List<DayOfWeek> SUNDAY = List.of(DayOfWeek.SUNDAY);
    private static final List<DayOfWeek> WEEKEND = List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    @ParameterizedTest
    @CsvSource({
        "2026-12-23T22:59:59Z,",
        "2026-12-23T23:00:00Z, 2026-12-26T22:59:00Z",
        "2026-12-26T22:58:59Z, 2026-12-26T22:59:00Z",
        "2026-12-26T22:59:00Z,"
    })
    void comesOnce(Instant now, Instant until) {
        assertUntil(new Freeze("x", "Europe/Berlin", null, "2026-12-24T00:00", "2026-12-26T23:59"), now, until);
    }

    // 2026-11-27 is a Friday.
    @ParameterizedTest
    @CsvSource({
        "2026-11-27T14:59:59Z,",
        "2026-11-27T15:00:00Z, 2026-11-27T22:59:00Z",
        "2026-11-27T22:59:00Z,",
        "2026-11-26T16:00:00Z,",
        "2026-07-03T14:30:00Z, 2026-07-03T21:59:00Z"
    })
    void comesEveryWeek(Instant now, Instant until) {
        assertUntil(new Freeze("x", "Europe/Berlin", FRIDAY, "16:00", "23:59"), now, until);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T20:59:59Z,",
        "2026-11-27T21:00:00Z, 2026-11-28T05:00:00Z",
        "2026-11-28T04:59:59Z, 2026-11-28T05:00:00Z",
        "2026-11-28T05:00:00Z,",
        "2026-11-27T04:00:00Z,"
    })
    void passesMidnight(Instant now, Instant until) {
        assertUntil(new Freeze("x", "Europe/Berlin", FRIDAY, "22:00", "06:00"), now, until);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-27T23:59:59Z, 2026-11-28T00:00:00Z", "2026-11-28T00:00:00Z,"})
    void endsAtMidnight(Instant now, Instant until) {
        assertUntil(new Freeze("x", "UTC", FRIDAY, "12:00", "00:00"), now, until);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T23:59:59Z,",
        "2026-11-27T00:00:00Z, 2026-11-28T00:00:00Z",
        "2026-11-27T23:59:59Z, 2026-11-28T00:00:00Z",
        "2026-11-28T00:00:00Z,"
    })
    void takesAWholeDay(Instant now, Instant until) {
        assertUntil(new Freeze("x", "UTC", FRIDAY, "00:00", "00:00"), now, until);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T23:59:59Z,",
        "2026-11-28T12:00:00Z, 2026-11-30T00:00:00Z",
        "2026-11-29T12:00:00Z, 2026-11-30T00:00:00Z",
        "2026-11-30T00:00:00Z,"
    })
    void joinsDaysWithoutAGap(Instant now, Instant until) {
        assertUntil(new Freeze("x", "UTC", WEEKEND, "00:00", "00:00"), now, until);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-28T12:00:00Z, 2026-11-28T23:59:00Z", "2026-11-28T23:59:00Z,"})
    void leavesAGapBetweenDays(Instant now, Instant until) {
        assertUntil(new Freeze("x", "UTC", WEEKEND, "00:00", "23:59"), now, until);
    }

    @Test
    void looksAWeekAhead() {
        Freeze always = new Freeze("x", "UTC", List.of(DayOfWeek.values()), "00:00", "00:00");
        assertUntil(always, Instant.parse("2026-11-28T12:00:00Z"), Instant.parse("2026-12-06T00:00:00Z"));
    }

    // On 2026-03-29 Berlin's clocks go from 02:00 to 03:00, at 01:00Z.
    @ParameterizedTest
    @CsvSource({"2026-03-29T00:59:59Z,", "2026-03-29T01:00:00Z, 2026-03-29T01:30:00Z", "2026-03-29T01:30:00Z,"})
    void beginsWhenClocksSkipItsBeginning(Instant now, Instant until) {
        assertUntil(new Freeze("x", "Europe/Berlin", SUNDAY, "02:30", "03:30"), now, until);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29T00:59:59Z,", "2026-03-29T01:00:00Z,", "2026-03-29T01:15:00Z,"})
    void doesNotComeWhenClocksSkipItWhole(Instant now, Instant until) {
        assertUntil(new Freeze("x", "Europe/Berlin", SUNDAY, "02:15", "02:45"), now, until);
    }

    // On 2026-10-25 they go from 03:00 back to 02:00, at 01:00Z: 02:30 is at 00:30Z and at 01:30Z.
    @ParameterizedTest
    @CsvSource({
        "2026-10-25T00:29:59Z,",
        "2026-10-25T00:30:00Z, 2026-10-25T01:45:00Z",
        "2026-10-25T01:10:00Z, 2026-10-25T01:45:00Z",
        "2026-10-25T01:45:00Z,"
    })
    void holdsThroughAnHourThatComesTwice(Instant now, Instant until) {
        assertUntil(new Freeze("x", "Europe/Berlin", SUNDAY, "02:30", "02:45"), now, until);
    }

    @ParameterizedTest
    @CsvSource({"2026-12-23T22:59:59Z, 2026-12-23T23:00:00Z", "2026-12-23T23:00:00Z,", "2027-01-01T00:00:00Z,"})
    void beginsOnce(Instant now, Instant begin) {
        assertNext(new Freeze("x", "Europe/Berlin", null, "2026-12-24T00:00", "2026-12-26T23:59"), now, begin);
    }

    // 2026-11-27 is a Friday; Berlin's winter begins on 2026-10-25, and its summer on 2027-03-28.
    @ParameterizedTest
    @CsvSource({
        "2026-11-27T14:59:59Z, 2026-11-27T15:00:00Z",
        "2026-11-27T15:00:00Z, 2026-12-04T15:00:00Z",
        "2026-11-28T00:00:00Z, 2026-12-04T15:00:00Z",
        "2026-10-23T14:00:00Z, 2026-10-30T15:00:00Z",
        "2027-03-26T15:00:00Z, 2027-04-02T14:00:00Z"
    })
    void beginsEveryWeek(Instant now, Instant begin) {
        assertNext(new Freeze("x", "Europe/Berlin", FRIDAY, "16:00", "23:59"), now, begin);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T20:00:00Z, 2026-11-27T21:00:00Z",
        // It is Saturday in Berlin, and Friday's goes on until the morning.
        "2026-11-28T00:00:00Z, 2026-12-04T21:00:00Z"
    })
    void beginsBeforeMidnight(Instant now, Instant begin) {
        assertNext(new Freeze("x", "Europe/Berlin", FRIDAY, "22:00", "06:00"), now, begin);
    }

    @ParameterizedTest
    @CsvSource({
        // At the moment at which clocks skip its beginning; a week before and after, by the clock.
        "02:30, 03:30, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
        "02:30, 03:30, 2026-03-22T01:30:00Z, 2026-03-29T01:00:00Z",
        "02:30, 03:30, 2026-03-29T01:00:00Z, 2026-04-05T00:30:00Z",
        // Not at all that week where clocks skip it whole.
        "02:15, 02:45, 2026-03-22T01:15:00Z, 2026-04-05T00:15:00Z",
        // At the first of a time that comes twice.
        "02:30, 02:45, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
        "02:30, 02:45, 2026-10-25T00:30:00Z, 2026-11-01T01:30:00Z"
    })
    void beginsNextOverChangesOfClocks(String from, String until, Instant now, Instant begin) {
        assertNext(new Freeze("x", "Europe/Berlin", SUNDAY, from, until), now, begin);
    }

    private static void assertNext(Freeze freeze, Instant now, Instant begin) {
        assertThat(FreezeClock.next(freeze, now)).isEqualTo(Optional.ofNullable(begin));
    }

    private static void assertUntil(Freeze freeze, Instant now, Instant until) {
        if (until == null) {
            assertThat(FreezeClock.until(freeze, now)).isEmpty();
        } else {
            assertThat(FreezeClock.until(freeze, now)).contains(until);
        }
    }
}
