package dev.slipway.ledger.policy.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.platform.text.Violations;
import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidFreezeTest {
    private static final String DATE_TIME = "must be a date and a time without an offset, such as 2026-12-24T00:00";
    private static final String TIME = "must be a time of the day, such as 16:00";

    private final Violations violations = new Violations();

    private boolean isValid(Freeze freeze) {
        return new ValidFreeze.Validator().isValid(freeze, violations.context());
    }

    private static Freeze once(String from, String until) {
        return new Freeze("Christmas", "Europe/Berlin", null, from, until);
    }

    private static Freeze weekly(String from, String until, DayOfWeek... days) {
        return new Freeze("Weekend", "Europe/Berlin", List.of(days), from, until);
    }

    @Test
    void takesOneThatComesOnceWhoseEndIsAfterItsBeginning() {
        assertThat(isValid(once("2026-12-24T00:00", "2026-12-27T00:00"))).isTrue();
        assertThat(violations.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-24T00:00", "2026-12-23T23:59"})
    void refusesAnEndThatIsNotAfterTheBeginning(String until) {
        assertThat(isValid(once("2026-12-24T00:00", until))).isFalse();
        assertThat(violations.messages()).containsExactly("must be after from", "until");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "16:00", "2026-12-24", "2026-12-24T00:00Z", "1999-12-24T00:00", "2200-12-24T00:00"})
    void refusesWhatIsNoPlausibleDateAndTimeInEitherMember(String text) {
        assertThat(isValid(once(text, text))).isFalse();
        assertThat(violations.messages()).containsExactly(DATE_TIME, "from", DATE_TIME, "until");
    }

    @Test
    void refusesOnlyTheMemberThatIsWrong() {
        assertThat(isValid(once("2026-12-24T00:00", "later"))).isFalse();
        assertThat(violations.messages()).containsExactly(DATE_TIME, "until");
    }

    @ParameterizedTest
    @CsvSource({"16:00,06:00", "00:00,00:00", "09:00,17:30"})
    void takesAnyTimesOfAWeeklyOne(String from, String until) {
        assertThat(isValid(weekly(from, until, DayOfWeek.FRIDAY, DayOfWeek.SATURDAY)))
                .isTrue();
        assertThat(violations.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4pm", "24:30", "2026-12-24T00:00"})
    void refusesWhatIsNoTimeOfTheDay(String text) {
        assertThat(isValid(weekly(text, "06:00", DayOfWeek.FRIDAY))).isFalse();
        assertThat(violations.messages()).containsExactly(TIME, "from");
    }

    @Test
    void refusesADayTwiceBesidesItsTimes() {
        assertThat(isValid(weekly("4pm", "06:00", DayOfWeek.FRIDAY, DayOfWeek.FRIDAY)))
                .isFalse();
        assertThat(violations.messages()).containsExactly("must not have a day twice", "days", TIME, "from");
    }
}
