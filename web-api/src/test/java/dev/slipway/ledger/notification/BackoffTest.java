package dev.slipway.ledger.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant EXPIRES = NOW.plus(Backoff.GIVEN_UP_AFTER);

    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT30S", "3, PT2M", "4, PT5M", "5, PT15M", "6, PT15M", "300, PT15M"})
    void waitsLongerEachTime(int attempts, Duration wait) {
        assertThat(Backoff.next(attempts, false, null, NOW, EXPIRES)).contains(NOW.plus(wait));
    }

    @ParameterizedTest
    @CsvSource({"1, PT5M", "2, PT15M", "3, PT1H", "4, PT4H", "300, PT4H"})
    void waitsForHoursWhereItWouldBeRefusedAgain(int attempts, Duration wait) {
        assertThat(Backoff.next(attempts, true, null, NOW, EXPIRES)).contains(NOW.plus(wait));
    }

    /** Whoever is asked too often locks the line's account. */
    @Test
    void makesFewAttemptsWhereEachIsRefused() {
        int attempts = 1;
        Optional<Instant> next = Backoff.next(attempts, true, null, NOW, EXPIRES);
        while (next.isPresent()) {
            attempts++;
            next = Backoff.next(attempts, true, null, next.get(), EXPIRES);
        }
        int ofTheChannel = 0;
        Instant at = NOW;
        while (at.isBefore(EXPIRES)) {
            ofTheChannel++;
            at = at.plus(Backoff.refusal(Duration.between(NOW, at)));
        }

        assertThat(attempts).as("of one notification").isBetween(15, 25);
        assertThat(ofTheChannel).as("of all together").isBetween(250, 300);
    }

    @ParameterizedTest
    @CsvSource({"-PT1H, PT5M", "PT0S, PT5M", "PT6M, PT6M", "PT5H, PT15M"})
    void restsAsLongAgainWhereAllIsRefused(Duration failing, Duration rest) {
        assertThat(Backoff.refusal(failing)).isEqualTo(rest);
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT5S", "PT20S, PT20S", "PT5H, PT1H"})
    void waitsAsLongAsTheReceiverAsksForWithinReason(Duration requested, Duration wait) {
        assertThat(Backoff.next(1, false, requested, NOW, EXPIRES)).contains(NOW.plus(wait));
    }

    @ParameterizedTest
    @CsvSource({"1, PT0S, true", "1, PT5S, true", "1, PT6S, false", "5, PT0S, true", "300, PT16M, false", "1, , true"})
    void countsNoAttemptWhereTheReceiverAsksForMoreTime(int attempts, @Nullable Duration requested, boolean isCounted) {
        assertThat(Backoff.isCounted(attempts, requested)).isEqualTo(isCounted);
    }

    @Test
    void waitsAsLongAsEverWhereTheReceiverAsksForNoTime() {
        assertThat(Backoff.next(5, false, Duration.ZERO, NOW, EXPIRES)).contains(NOW.plus(Duration.ofMinutes(15)));
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT1S", "PT59M, PT59M", "PT5H, PT1H"})
    void leavesAReceiverAloneForAnHourAtMost(Duration requested, Duration rest) {
        assertThat(Backoff.rest(requested)).isEqualTo(rest);
    }

    @Test
    void givesUpAfterThreeDays() {
        assertThat(Backoff.next(200, false, null, EXPIRES, EXPIRES)).isEqualTo(Optional.empty());
        assertThat(Backoff.next(20, true, null, EXPIRES.plusSeconds(1), EXPIRES))
                .isEqualTo(Optional.empty());
    }

    /** Otherwise it is given up hours before what is said. */
    @ParameterizedTest
    @CsvSource({"false, , PT15M", "false, , PT1S", "true, , PT3H59M", "false, PT1H, PT59M"})
    void makesTheLastAttemptAsItGivesUp(boolean isPermanent, @Nullable Duration requested, Duration before) {
        assertThat(Backoff.next(200, isPermanent, requested, EXPIRES.minus(before), EXPIRES))
                .contains(EXPIRES);
    }

    /** The ledger may have been down when it was due, or the channel have rested. */
    @Test
    void countsTheThreeDaysFromTheFirstAttempt() {
        Instant late = EXPIRES.plus(Duration.ofHours(1));

        assertThat(Backoff.expires(1, late, EXPIRES)).isEqualTo(late.plus(Duration.ofDays(3)));
        assertThat(Backoff.expires(2, late, EXPIRES)).isEqualTo(EXPIRES);
    }

    @Test
    void leavesTimeForALastAttemptWithADigest() {
        assertThat(Backoff.expired(EXPIRES.plus(Duration.ofDays(1)))).isEqualTo(EXPIRES);
    }

    @ParameterizedTest
    @CsvSource({"1, PT0S", "7, PT0S", "8, PT1S", "9, PT2S", "12, PT16S", "14, PT1M", "1000, PT1M"})
    void restsAChannelThatDoesNotAnswerAtAll(int failures, Duration pause) {
        assertThat(Backoff.pause(failures)).isEqualTo(pause);
    }
}
