package dev.slipway.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.environment.Environment;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyncTest {
    private static final Instant NOW = Instant.parse("2026-11-28T14:46:20Z");
    private static final Instant LATER = NOW.plus(Sync.PATIENCE);

    private static final Environment PRODUCTION = new Environment() {};

    private final Sync sync = new Sync(PRODUCTION, null, false, new Initiator("alice", Channel.CLI), NOW);

    @Test
    void isRunByTheAgentThatClaimedIt() {
        assertThat(sync.isRunBy("agent")).isFalse();
        sync.claim("agent", NOW);
        assertThat(sync.isRunBy("agent")).isTrue();
        assertThat(sync.isRunBy("other")).isFalse();
        sync.end(SyncState.DONE, null, NOW);
        assertThat(sync.isRunBy("agent")).isFalse();
        assertThat(sync.hasExecutor("agent")).isTrue();
    }

    @Test
    void expiresOnceItsAgentHasBeenSilentForLong() {
        assertThat(sync.expire(Optional.empty(), LATER)).isFalse();
        sync.claim("agent", NOW);
        assertThat(sync.expire(Optional.empty(), LATER.minusMillis(1))).isFalse();
        assertThat(sync.expire(Optional.empty(), LATER)).isTrue();
        assertThat(sync.state()).isEqualTo(SyncState.FAILED);
        assertThat(sync.isExpired()).isTrue();
        assertThat(sync.expire(Optional.empty(), LATER)).isFalse();
    }

    @Test
    void goesOnAsLongAsItsAgentExtendsItsLock() {
        sync.claim("agent", NOW);
        assertThat(sync.expire(Optional.of(NOW.plusMillis(1)), LATER)).isFalse();
        assertThat(sync.expire(Optional.of(NOW), LATER)).isTrue();
    }

    @Test
    void hasFailedWhereNoAgentClaimsItWithinADay() {
        Instant dayLater = NOW.plus(Sync.VALID_FOR);
        assertThat(sync.expire(Optional.empty(), dayLater.minusMillis(1))).isFalse();
        assertThat(sync.expire(Optional.empty(), dayLater)).isTrue();
        assertThat(sync.state()).isEqualTo(SyncState.FAILED);
        assertThat(sync.startedAt()).as("what ended has begun").contains(dayLater);
        assertThat(sync.isExpired()).as("no agent may say otherwise").isFalse();
        assertThat(sync.expire(Optional.empty(), dayLater)).isFalse();
    }

    @Test
    void isNotExpiredWhereItsAgentSaidHowItEnded() {
        sync.claim("agent", NOW);
        sync.expire(Optional.empty(), LATER);
        sync.end(SyncState.FAILED, sync.detail().orElseThrow(), LATER);
        assertThat(sync.isExpired()).as("by its words").isFalse();
    }

    /** It does not know the column. */
    @Test
    void isNotExpiredWhereTheReleaseBeforeEndedIt() throws ReflectiveOperationException {
        Field column = Sync.class.getDeclaredField("isExpired");
        column.setAccessible(true);
        sync.end(SyncState.DONE, null, LATER);
        column.setBoolean(sync, true);
        assertThat(sync.isExpired()).isFalse();
        sync.end(SyncState.FAILED, "The worker did not start.", LATER);
        column.setBoolean(sync, true);
        assertThat(sync.isExpired()).isFalse();
    }
}
