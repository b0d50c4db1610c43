package dev.slipway.ledger.request.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgentLivenessTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private static Instant ago(int seconds) {
        return NOW.minusSeconds(seconds);
    }

    @Test
    void anAgentThatHasJustBegunIsAtWork() {
        assertThat(new AgentLiveness(ago(0), null, null).silentSince(NOW)).isEmpty();
        assertThat(new AgentLiveness(ago(299), null, null).silentSince(NOW)).isEmpty();
    }

    @Test
    void itIsSilentAfterFiveMinutesWithoutASign() {
        assertThat(new AgentLiveness(ago(300), null, null).silentSince(NOW)).contains(ago(300));
        assertThat(new AgentLiveness(ago(9_000), ago(7_000), null).silentSince(NOW))
                .contains(ago(7_000));
    }

    @Test
    void anyOneSignCounts() {
        assertThat(new AgentLiveness(ago(9_000), ago(10), null).silentSince(NOW))
                .isEmpty();
        assertThat(new AgentLiveness(ago(9_000), null, NOW.plusSeconds(50)).silentSince(NOW))
                .isEmpty();
    }

    @Test
    void aLockWasExtendedAMinuteBeforeItEnds() {
        AgentLiveness liveness = new AgentLiveness(ago(9_000), null, ago(600));
        assertThat(liveness.lastSeenAt(NOW)).isEqualTo(ago(660));
        assertThat(liveness.silentSince(NOW)).contains(ago(660));
    }

    @Test
    void aClockThatIsAheadSaysNoMoreThanNow() {
        AgentLiveness liveness = new AgentLiveness(ago(9_000), NOW.plus(Duration.ofHours(1)), null);
        assertThat(liveness.lastSeenAt(NOW)).isEqualTo(NOW);
        assertThat(liveness.silentSince(NOW)).isEmpty();
    }
}
