package dev.slipway.ledger.group.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.group.ServerGroup;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A restart that failed is not the end: a worker that came back too late for it would stay drained. */
class RestartTest {
    private static final Instant NOW = Instant.parse("2026-11-28T14:46:20Z");
    private static final Instant LATER = NOW.plus(Restart.AGAIN);

    private static final ServerGroup GROUP = new ServerGroup() {};

    private final Restart asked = Restart.asked(GROUP, new Initiator("alice", Channel.CLI), "stale cache", NOW);
    private final Restart wanted = Restart.forDefinition(GROUP, "alice", "sha256:1", NOW);

    private static void end(Restart restart, RestartState how) {
        restart.claim("agent", NOW);
        restart.report(how, "shop-production-1 is not up again after 3 minutes", List.of(), NOW);
    }

    @Test
    void isPutRightAfterAWhileWhereSomebodyAskedForIt() {
        end(asked, RestartState.FAILED);
        assertThat(asked.isToBePutRight(LATER.minusMillis(1))).isFalse();
        assertThat(asked.isToBePutRight(LATER)).isTrue();
        assertThat(asked.hasJustFailedFor("sha256:1", NOW)).isFalse();
    }

    @Test
    void isPutRightAtOnceForAnotherDefinition() {
        end(wanted, RestartState.FAILED);
        assertThat(wanted.isToBePutRight(NOW)).isTrue();
        assertThat(wanted.hasJustFailedFor("sha256:2", NOW)).isFalse();
        assertThat(wanted.hasJustFailedFor("sha256:1", NOW)).isTrue();
        assertThat(wanted.hasJustFailedFor("sha256:1", LATER)).isFalse();
    }

    @Test
    void leavesNothingToPutRightWhereItSucceeded() {
        end(asked, RestartState.DONE);
        end(wanted, RestartState.DONE);
        assertThat(asked.isToBePutRight(LATER)).isFalse();
        assertThat(wanted.isToBePutRight(LATER)).isFalse();
    }

    private static boolean isDue(Restart newest, String digest, boolean isOutdated, Instant now) {
        return Restart.isDue(Optional.of(newest), digest, isOutdated, now);
    }

    @Test
    void isDueWhereAWorkerIsOutdated() {
        assertThat(Restart.isDue(Optional.empty(), "sha256:1", true, NOW)).isTrue();
        assertThat(Restart.isDue(Optional.empty(), "sha256:1", false, NOW)).isFalse();
        end(wanted, RestartState.DONE);
        assertThat(isDue(wanted, "sha256:1", true, NOW)).isTrue();
        assertThat(isDue(wanted, "sha256:1", false, NOW)).isFalse();
    }

    @Test
    void isNotDueWhileAnotherIsOpen() {
        assertThat(isDue(asked, "sha256:1", true, LATER)).isFalse();
        wanted.claim("agent", NOW);
        assertThat(isDue(wanted, "sha256:2", true, LATER)).isFalse();
    }

    @Test
    void isNotDueRightAfterTheSameFailed() {
        end(wanted, RestartState.FAILED);
        assertThat(isDue(wanted, "sha256:1", true, LATER.minusMillis(1))).isFalse();
        assertThat(isDue(wanted, "sha256:1", true, LATER)).isTrue();
        assertThat(isDue(wanted, "sha256:1", false, LATER)).isTrue();
        assertThat(isDue(wanted, "sha256:2", false, NOW)).isTrue();
    }

    @Test
    void isDueAWhileAfterWhatSomebodyAskedForFailed() {
        end(asked, RestartState.FAILED);
        assertThat(isDue(asked, "sha256:1", false, NOW)).isFalse();
        assertThat(isDue(asked, "sha256:1", true, NOW)).isTrue();
        assertThat(isDue(asked, "sha256:1", false, LATER)).isTrue();
    }

    @Test
    void expiresOnceItsAgentHasBeenSilentForLong() {
        assertThat(wanted.expire(NOW.plus(Restart.PATIENCE))).isFalse();
        wanted.claim("agent", NOW);
        assertThat(wanted.expire(NOW.plus(Restart.PATIENCE).minusMillis(1))).isFalse();
        assertThat(wanted.expire(NOW.plus(Restart.PATIENCE))).isTrue();
        assertThat(wanted.state()).isEqualTo(RestartState.FAILED);
        assertThat(isDue(wanted, "sha256:1", true, NOW.plus(Restart.PATIENCE))).isFalse();
        assertThat(wanted.isExpired()).isTrue();
    }

    @Test
    void isNotExpiredWhereItsAgentSaidHowItEnded() {
        wanted.claim("agent", NOW);
        assertThat(wanted.isExpired()).isFalse();
        end(asked, RestartState.FAILED);
        assertThat(asked.isExpired()).isFalse();
        wanted.expire(NOW.plus(Restart.PATIENCE));
        String words = wanted.detail().orElseThrow();
        wanted.report(RestartState.FAILED, words, List.of(), NOW.plus(Restart.PATIENCE));
        assertThat(wanted.isExpired()).as("by its words").isFalse();
        wanted.report(RestartState.DONE, null, List.of(), NOW.plus(Restart.PATIENCE));
        assertThat(wanted.isExpired()).isFalse();
        assertThat(wanted.state()).isEqualTo(RestartState.DONE);
    }

    /** It does not know the column. */
    @Test
    void isNotExpiredWhereTheReleaseBeforeEndedIt() throws ReflectiveOperationException {
        Field column = Restart.class.getDeclaredField("isExpired");
        column.setAccessible(true);
        end(wanted, RestartState.DONE);
        column.setBoolean(wanted, true);
        assertThat(wanted.isExpired()).isFalse();
        wanted.report(RestartState.FAILED, "The worker did not start.", List.of(), NOW);
        column.setBoolean(wanted, true);
        assertThat(wanted.isExpired()).isFalse();
    }
}
