package dev.slipway.ledger.group.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.group.ServerGroup;
import java.time.Instant;
import java.util.List;
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
}
