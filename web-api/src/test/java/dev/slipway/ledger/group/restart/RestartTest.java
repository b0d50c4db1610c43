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
    private static final Instant LATER = NOW.plus(Restart.RETRY_DELAY);

    private static final ServerGroup GROUP = new ServerGroup() {};

    private final Restart requested = Restart.requested(GROUP, new Initiator("alice", Channel.CLI), "stale cache", NOW);
    private final Restart forDefinition = Restart.forDefinition(GROUP, "alice", "sha256:1", NOW);

    private static void end(Restart restart, RestartState how) {
        restart.claim("agent", NOW);
        restart.report(how, "shop-production-1 is not up again after 3 minutes", List.of(), NOW);
    }

    @Test
    void needsCleanupAfterADelayWhereItWasRequested() {
        end(requested, RestartState.FAILED);
        assertThat(requested.needsCleanup(LATER.minusMillis(1))).isFalse();
        assertThat(requested.needsCleanup(LATER)).isTrue();
        assertThat(requested.hasJustFailedFor("sha256:1", NOW)).isFalse();
    }

    @Test
    void needsCleanupAtOnceForAnotherDefinition() {
        end(forDefinition, RestartState.FAILED);
        assertThat(forDefinition.needsCleanup(NOW)).isTrue();
        assertThat(forDefinition.hasJustFailedFor("sha256:2", NOW)).isFalse();
        assertThat(forDefinition.hasJustFailedFor("sha256:1", NOW)).isTrue();
        assertThat(forDefinition.hasJustFailedFor("sha256:1", LATER)).isFalse();
    }

    @Test
    void needsNoCleanupWhereItSucceeded() {
        end(requested, RestartState.DONE);
        end(forDefinition, RestartState.DONE);
        assertThat(requested.needsCleanup(LATER)).isFalse();
        assertThat(forDefinition.needsCleanup(LATER)).isFalse();
    }

    private static boolean isDue(Restart newest, String digest, boolean isOutdated, Instant now) {
        return Restart.isDue(Optional.of(newest), digest, isOutdated, now);
    }

    @Test
    void isDueWhereAWorkerIsOutdated() {
        assertThat(Restart.isDue(Optional.empty(), "sha256:1", true, NOW)).isTrue();
        assertThat(Restart.isDue(Optional.empty(), "sha256:1", false, NOW)).isFalse();
        end(forDefinition, RestartState.DONE);
        assertThat(isDue(forDefinition, "sha256:1", true, NOW)).isTrue();
        assertThat(isDue(forDefinition, "sha256:1", false, NOW)).isFalse();
    }

    @Test
    void isNotDueWhileAnotherIsOpen() {
        assertThat(isDue(requested, "sha256:1", true, LATER)).isFalse();
        forDefinition.claim("agent", NOW);
        assertThat(isDue(forDefinition, "sha256:2", true, LATER)).isFalse();
    }

    @Test
    void isNotDueRightAfterTheSameFailed() {
        end(forDefinition, RestartState.FAILED);
        assertThat(isDue(forDefinition, "sha256:1", true, LATER.minusMillis(1))).isFalse();
        assertThat(isDue(forDefinition, "sha256:1", true, LATER)).isTrue();
        assertThat(isDue(forDefinition, "sha256:1", false, LATER)).isTrue();
        assertThat(isDue(forDefinition, "sha256:2", false, NOW)).isTrue();
    }

    @Test
    void isDueAWhileAfterWhatSomebodyAskedForFailed() {
        end(requested, RestartState.FAILED);
        assertThat(isDue(requested, "sha256:1", false, NOW)).isFalse();
        assertThat(isDue(requested, "sha256:1", true, NOW)).isTrue();
        assertThat(isDue(requested, "sha256:1", false, LATER)).isTrue();
    }

    @Test
    void expiresOnceItsAgentHasBeenSilentForLong() {
        assertThat(forDefinition.expire(NOW.plus(Restart.PATIENCE))).isFalse();
        forDefinition.claim("agent", NOW);
        assertThat(forDefinition.expire(NOW.plus(Restart.PATIENCE).minusMillis(1)))
                .isFalse();
        assertThat(forDefinition.expire(NOW.plus(Restart.PATIENCE))).isTrue();
        assertThat(forDefinition.state()).isEqualTo(RestartState.FAILED);
        assertThat(isDue(forDefinition, "sha256:1", true, NOW.plus(Restart.PATIENCE)))
                .isFalse();
        assertThat(forDefinition.isExpired()).isTrue();
    }

    /** As while it waits for the environment's lock. */
    @Test
    void isKeptAliveByReportsThatAreNoNews() {
        Instant later = NOW.plus(Restart.PATIENCE).minusMillis(1);
        List<RestartStep> steps = List.of(new RestartStep(NOW, "started", null, "Waiting"));
        forDefinition.claim("agent", NOW);
        assertThat(forDefinition.report(RestartState.RUNNING, "Waiting", steps, NOW))
                .isTrue();
        assertThat(forDefinition.report(RestartState.RUNNING, "Waiting", steps, later))
                .isFalse();
        assertThat(forDefinition.expire(NOW.plus(Restart.PATIENCE))).isFalse();
        assertThat(forDefinition.report(RestartState.RUNNING, "Draining", steps, later))
                .isTrue();
        assertThat(forDefinition.report(RestartState.FAILED, "Draining", steps, later))
                .isTrue();
    }

    @Test
    void hasFailedWhereNoAgentClaimsItWithinADay() {
        Instant dayLater = NOW.plus(Restart.VALID_FOR);
        assertThat(requested.expire(dayLater.minusMillis(1))).isFalse();
        assertThat(requested.expire(dayLater)).isTrue();
        assertThat(requested.state()).isEqualTo(RestartState.FAILED);
        assertThat(requested.startedAt()).as("what ended has begun").contains(dayLater);
        assertThat(requested.isExpired()).as("no agent may say otherwise").isFalse();
        assertThat(requested.hasFailedMidway()).isFalse();
        assertThat(isDue(requested, "sha256:1", false, dayLater.plus(Restart.RETRY_DELAY)))
                .as("it drained no worker")
                .isFalse();
    }

    /** It restarts only what is outdated when it begins. */
    @Test
    void waitsForAnAgentWhereItIsForADefinition() {
        assertThat(forDefinition.expire(NOW.plus(Restart.VALID_FOR))).isFalse();
        assertThat(forDefinition.state()).isEqualTo(RestartState.ASKED);
    }

    @Test
    void isNotExpiredWhereItsAgentSaidHowItEnded() {
        forDefinition.claim("agent", NOW);
        assertThat(forDefinition.isExpired()).isFalse();
        end(requested, RestartState.FAILED);
        assertThat(requested.isExpired()).isFalse();
        forDefinition.expire(NOW.plus(Restart.PATIENCE));
        String text = forDefinition.detail().orElseThrow();
        forDefinition.report(RestartState.FAILED, text, List.of(), NOW.plus(Restart.PATIENCE));
        assertThat(forDefinition.isExpired()).as("by its words").isFalse();
        forDefinition.report(RestartState.DONE, null, List.of(), NOW.plus(Restart.PATIENCE));
        assertThat(forDefinition.isExpired()).isFalse();
        assertThat(forDefinition.state()).isEqualTo(RestartState.DONE);
    }

    /** It does not know the column. */
    @Test
    void isNotExpiredWhereTheReleaseBeforeEndedIt() throws ReflectiveOperationException {
        Field column = Restart.class.getDeclaredField("isExpired");
        column.setAccessible(true);
        end(forDefinition, RestartState.DONE);
        column.setBoolean(forDefinition, true);
        assertThat(forDefinition.isExpired()).isFalse();
        forDefinition.report(RestartState.FAILED, "The worker did not start.", List.of(), NOW);
        column.setBoolean(forDefinition, true);
        assertThat(forDefinition.isExpired()).isFalse();
    }
}
