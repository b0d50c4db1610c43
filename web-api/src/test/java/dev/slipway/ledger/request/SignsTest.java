package dev.slipway.ledger.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private static Instant ago(int seconds) {
        return NOW.minusSeconds(seconds);
    }

    @Test
    void anAgentThatHasJustBegunIsAtWork() {
        assertThat(new Signs(ago(0), null, null, null).silentSince(NOW)).isEmpty();
        assertThat(new Signs(ago(299), null, null, null).silentSince(NOW)).isEmpty();
    }

    @Test
    void itIsSilentAfterFiveMinutesWithoutASign() {
        assertThat(new Signs(ago(300), null, null, null).silentSince(NOW)).contains(ago(300));
        assertThat(new Signs(ago(9_000), ago(8_000), ago(7_000), null).silentSince(NOW))
                .contains(ago(7_000));
    }

    @Test
    void anyOneSignCounts() {
        assertThat(new Signs(ago(9_000), ago(10), null, null).silentSince(NOW)).isEmpty();
        assertThat(new Signs(ago(9_000), null, ago(10), null).silentSince(NOW)).isEmpty();
        assertThat(new Signs(ago(9_000), null, null, NOW.plusSeconds(50)).silentSince(NOW))
                .isEmpty();
    }

    @Test
    void aLockWasExtendedAMinuteBeforeItEnds() {
        Signs signs = new Signs(ago(9_000), null, null, ago(600));
        assertThat(signs.heardAt(NOW)).isEqualTo(ago(660));
        assertThat(signs.silentSince(NOW)).contains(ago(660));
    }

    @Test
    void aClockThatIsAheadSaysNoMoreThanNow() {
        Signs signs = new Signs(ago(9_000), null, NOW.plus(Duration.ofHours(1)), null);
        assertThat(signs.heardAt(NOW)).isEqualTo(NOW);
        assertThat(signs.silentSince(NOW)).isEmpty();
    }
}
