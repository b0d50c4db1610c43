package dev.slipway.ledger.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.notification.Kind;
import dev.slipway.ledger.notification.channel.Timetable.Due;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @Test
    void sendsAtOnceWhereNobodySaysOtherwise() {
        assertThat(timetable(null, null, null).due(Kind.DRIFT, NOON)).isEqualTo(new Due(NOON, false));
    }

    @ParameterizedTest
    @CsvSource({
        // In Berlin it is an hour later.
        "2026-11-27T20:59:59Z, 2026-11-27T20:59:59Z, false",
        "2026-11-27T21:00:00Z, 2026-11-28T06:00:00Z, true",
        "2026-11-28T02:00:00Z, 2026-11-28T06:00:00Z, true",
        "2026-11-28T06:00:00Z, 2026-11-28T06:00:00Z, false",
    })
    void waitsForTheEndOfTheQuietHours(Instant now, Instant due, boolean isTogether) {
        Timetable timetable = timetable("22:00", "07:00", null);

        assertThat(timetable.due(Kind.DRIFT, now)).isEqualTo(new Due(due, isTogether));
        assertThat(timetable.due(Kind.AWAY, now)).as("what is urgent").isEqualTo(new Due(now, false));
        assertThat(timetable.outsideQuietHours(Kind.DRIFT, now))
                .as("what failed before")
                .isEqualTo(due);
        assertThat(timetable.outsideQuietHours(Kind.AWAY, now)).isEqualTo(now);
        assertThat(timetable.quietEnd(now)).isEqualTo(isTogether ? Optional.of(due) : Optional.empty());
    }

    /** Otherwise one hiccup would have the channel fail all night, without another attempt. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-27T21:00:05Z, 2026-11-27T21:00:05Z",
        "2026-11-27T21:00:30Z, 2026-11-27T21:00:30Z",
        "2026-11-27T21:02:00Z, 2026-11-28T06:00:00Z",
    })
    void triesAgainWithinSecondsWhateverTheHour(Instant at, Instant next) {
        assertThat(timetable("22:00", "07:00", null).retryAt(Kind.DRIFT, Instant.parse("2026-11-27T21:00:00Z"), at))
                .isEqualTo(next);
    }

    @Test
    void hasQuietHoursWithinADay() {
        Timetable timetable = timetable("12:00", "14:00", null);

        assertThat(timetable.due(Kind.DRIFT, NOON)).isEqualTo(new Due(Instant.parse("2026-11-27T13:00:00Z"), true));
        assertThat(timetable.due(Kind.DRIFT, NOON.plusSeconds(3_600)).isTogether())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T06:59:59Z, 2026-11-27T07:00:00Z",
        "2026-11-27T07:00:00Z, 2026-11-28T07:00:00Z",
        "2026-11-27T22:00:00Z, 2026-11-28T07:00:00Z",
    })
    void gathersADigest(Instant now, Instant due) {
        Timetable timetable = timetable("22:00", "07:00", "08:00");

        assertThat(timetable.due(Kind.APPROVAL, now)).isEqualTo(new Due(due, true));
        assertThat(timetable.due(Kind.DISK, now)).isEqualTo(new Due(now, false));
    }

    /** From one end of the quiet hours to the next, all are in one. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-27T06:00:00Z, 2026-11-28T06:00:00Z",
        "2026-11-27T12:00:00Z, 2026-11-28T06:00:00Z",
        "2026-11-27T22:30:00Z, 2026-11-28T06:00:00Z",
        "2026-11-28T05:59:59Z, 2026-11-28T06:00:00Z",
    })
    void sendsADigestAfterTheQuietHours(Instant now, Instant due) {
        for (String digest : new String[] {"22:00", "23:00", "03:00"}) {
            assertThat(timetable("22:00", "07:00", digest).due(Kind.DRIFT, now)).isEqualTo(new Due(due, true));
        }
        assertThat(timetable("22:00", "07:00", "07:00").due(Kind.DRIFT, now)).isEqualTo(new Due(due, true));
    }

    /** At three in the night of 29 March 2026, clocks go from two to three: half past two is half past three. */
    @Test
    void knowsWhenClocksChange() {
        Timetable timetable = timetable(null, null, "02:30");

        assertThat(timetable
                        .due(Kind.DRIFT, Instant.parse("2026-03-28T23:00:00Z"))
                        .at())
                .isEqualTo("2026-03-29T01:30:00Z");
        assertThat(timetable
                        .due(Kind.DRIFT, Instant.parse("2026-03-29T01:30:00Z"))
                        .at())
                .isEqualTo("2026-03-30T00:30:00Z");
    }

    /** Half past two does not come, so the quiet hours begin, or end, as the clocks go from two to three. */
    @ParameterizedTest
    @CsvSource({
        "02:30, 08:00, 2026-03-29T00:59:00Z, 2026-03-29T00:59:00Z",
        "02:30, 08:00, 2026-03-29T01:10:00Z, 2026-03-29T06:00:00Z",
        "22:00, 02:30, 2026-03-29T00:59:00Z, 2026-03-29T01:00:00Z",
        "22:00, 02:30, 2026-03-29T01:10:00Z, 2026-03-29T01:10:00Z",
        "02:45, 03:15, 2026-03-29T01:10:00Z, 2026-03-29T01:15:00Z",
    })
    void isQuietAroundAnHourThatIsSkipped(String from, String until, Instant now, Instant due) {
        assertThat(timetable(from, until, null).due(Kind.DRIFT, now).at()).isEqualTo(due);
    }

    /** At three in the night of 25 October 2026, at 01:00Z, they go back to two: what is from two to three comes twice. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-25T00:29:59Z, 2026-10-25T00:29:59Z",
        "2026-10-25T00:30:00Z, 2026-10-25T07:00:00Z",
        "2026-10-25T01:05:00Z, 2026-10-25T07:00:00Z",
    })
    void staysQuietThroughAnHourThatComesTwice(Instant now, Instant due) {
        assertThat(timetable("02:30", "08:00", null).due(Kind.DRIFT, now).at()).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-24T22:00:00Z, 2026-10-25T00:30:00Z",
        "2026-10-25T00:30:00Z, 2026-10-25T00:30:00Z",
        "2026-10-25T01:05:00Z, 2026-10-25T01:05:00Z",
    })
    void isQuietOnceInAnHourThatComesTwice(Instant now, Instant due) {
        assertThat(timetable("22:00", "02:30", null).due(Kind.DRIFT, now).at()).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-25T00:20:00Z, 2026-10-25T00:30:00Z",
        "2026-10-25T00:40:00Z, 2026-10-26T01:30:00Z",
        "2026-10-25T01:10:00Z, 2026-10-26T01:30:00Z",
    })
    void sendsOneDigestInAnHourThatComesTwice(Instant now, Instant due) {
        assertThat(timetable(null, null, "02:30").due(Kind.DRIFT, now).at()).isEqualTo(due);
    }

    private static Timetable timetable(@Nullable String from, @Nullable String until, @Nullable String digest) {
        return new Timetable(BERLIN, time(from), time(until), time(digest));
    }

    private static @Nullable LocalTime time(@Nullable String text) {
        return text == null ? null : LocalTime.parse(text);
    }
}
