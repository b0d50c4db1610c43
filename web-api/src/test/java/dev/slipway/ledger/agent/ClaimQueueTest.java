package dev.slipway.ledger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.agent.ClaimQueue.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimQueueTest {
    private static final Instant T0 = Instant.parse("2026-11-27T10:00:00Z");
    private static final String AGENT = "service-account-agent";
    private static final Optional<String> NOBODY = Optional.empty();

    @Test
    void isWhatWasAskedForLongestAgo() {
        Work second = work(WorkKind.DEPLOYMENT, 2, false, null);
        Work first = work(WorkKind.SYNC, 1, false, null);
        Work third = work(WorkKind.SYNC, 3, false, null);
        assertThat(ClaimQueue.of(List.of(second, third, first), AGENT, NOBODY))
                .isEqualTo(new ClaimQueue(List.of(first, second, third), false));
    }

    @Test
    void isWhatWasBegunBeforeAnythingElse() {
        Work requested = work(WorkKind.SYNC, 1, false, null);
        Work begun = work(WorkKind.DEPLOYMENT, 2, true, null);
        assertThat(ClaimQueue.of(List.of(requested, begun), AGENT, NOBODY))
                .isEqualTo(new ClaimQueue(List.of(begun), true));
    }

    @Test
    void isTheSyncAndNotItsPart() {
        Work sync = work(WorkKind.SYNC, 2, true, null);
        Work part = work(WorkKind.DEPLOYMENT, 1, true, sync.id());
        assertThat(ClaimQueue.of(List.of(part, sync), AGENT, NOBODY)).isEqualTo(new ClaimQueue(List.of(sync), true));
    }

    @Test
    void isThePartOnceItsSyncIsOver() {
        Work part = work(WorkKind.DEPLOYMENT, 1, true, UUID.randomUUID());
        assertThat(ClaimQueue.of(List.of(part), AGENT, NOBODY)).isEqualTo(new ClaimQueue(List.of(part), true));
    }

    @Test
    void isNobodysWhileSomebodyElseHasTheLock() {
        Work requested = work(WorkKind.DEPLOYMENT, 1, false, null);
        Work begun = work(WorkKind.DEPLOYMENT, 2, true, null);
        assertThat(ClaimQueue.of(List.of(requested, begun), AGENT, Optional.of("alice"))
                        .candidates())
                .isEmpty();
        assertThat(ClaimQueue.of(List.of(requested), AGENT, Optional.of("alice"))
                        .candidates())
                .isEmpty();
    }

    @Test
    void isHeldUpByNoLockOfItsOwn() {
        Work begun = work(WorkKind.DEPLOYMENT, 2, true, null);
        assertThat(ClaimQueue.of(List.of(begun), AGENT, Optional.of(AGENT)))
                .isEqualTo(new ClaimQueue(List.of(begun), true));
    }

    @Test
    void isNothingWhereThereIsNothing() {
        assertThat(ClaimQueue.of(List.of(), AGENT, NOBODY)).isEqualTo(new ClaimQueue(List.of(), false));
    }

    private static Work work(WorkKind kind, int seconds, boolean isBegun, @Nullable UUID syncId) {
        return new Work(kind, new UUID(0, seconds), T0.plusSeconds(seconds), isBegun, syncId);
    }
}
