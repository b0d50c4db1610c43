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
        assertThat(ClaimQueue.of(List.of(second, third, first), AGENT, NOBODY, null))
                .isEqualTo(new ClaimQueue(List.of(first, second, third), false));
    }

    @Test
    void isWhatWasBegunBeforeAnythingElse() {
        Work requested = work(WorkKind.SYNC, 1, false, null);
        Work begun = work(WorkKind.DEPLOYMENT, 2, true, null);
        assertThat(ClaimQueue.of(List.of(requested, begun), AGENT, NOBODY, null))
                .isEqualTo(new ClaimQueue(List.of(begun), true));
    }

    @Test
    void isTheSyncAndNotItsPart() {
        Work sync = work(WorkKind.SYNC, 2, true, null);
        Work part = work(WorkKind.DEPLOYMENT, 1, true, sync.id());
        assertThat(ClaimQueue.of(List.of(part, sync), AGENT, NOBODY, null))
                .isEqualTo(new ClaimQueue(List.of(sync), true));
    }

    @Test
    void isThePartOnceItsSyncIsOver() {
        Work part = work(WorkKind.DEPLOYMENT, 1, true, UUID.randomUUID());
        assertThat(ClaimQueue.of(List.of(part), AGENT, NOBODY, null)).isEqualTo(new ClaimQueue(List.of(part), true));
    }

    @Test
    void isNobodysWhileSomebodyElseHasTheLock() {
        Work requested = work(WorkKind.DEPLOYMENT, 1, false, null);
        Work begun = work(WorkKind.DEPLOYMENT, 2, true, null);
        assertThat(ClaimQueue.of(List.of(requested, begun), AGENT, Optional.of("alice"), null)
                        .candidates())
                .isEmpty();
        assertThat(ClaimQueue.of(List.of(requested), AGENT, Optional.of("alice"), null)
                        .candidates())
                .isEmpty();
    }

    @Test
    void isHeldUpByNoLockOfItsOwn() {
        Work begun = work(WorkKind.DEPLOYMENT, 2, true, null);
        assertThat(ClaimQueue.of(List.of(begun), AGENT, Optional.of(AGENT), null))
                .isEqualTo(new ClaimQueue(List.of(begun), true));
    }

    @Test
    void isNothingWhereThereIsNothing() {
        assertThat(ClaimQueue.of(List.of(), AGENT, NOBODY, null)).isEqualTo(new ClaimQueue(List.of(), false));
    }

    @Test
    void isOnlyWhatIsToBeResumed() {
        Work requested = work(WorkKind.DEPLOYMENT, 1, false, null);
        Work other = work(WorkKind.SYNC, 2, true, null);
        Work begun = work(WorkKind.DEPLOYMENT, 3, true, null);
        List<Work> all = List.of(requested, other, begun);
        assertThat(ClaimQueue.of(all, AGENT, NOBODY, begun.id())).isEqualTo(new ClaimQueue(List.of(begun), true));
        assertThat(ClaimQueue.of(all, AGENT, Optional.of("alice"), begun.id()).candidates())
                .isEmpty();
    }

    @Test
    void isNothingWhereWhatIsToBeResumedHasEnded() {
        Work requested = work(WorkKind.DEPLOYMENT, 1, false, null);
        Work other = work(WorkKind.DEPLOYMENT, 2, true, null);
        UUID ended = new UUID(0, 3);
        assertThat(ClaimQueue.of(List.of(requested), AGENT, NOBODY, ended).candidates())
                .isEmpty();
        assertThat(ClaimQueue.of(List.of(requested, other), AGENT, NOBODY, ended)
                        .candidates())
                .isEmpty();
        assertThat(ClaimQueue.of(List.of(requested), AGENT, NOBODY, requested.id())
                        .candidates())
                .as("what has not begun")
                .isEmpty();
    }

    @Test
    void isTheSyncWhereItsPartIsToBeResumed() {
        Work sync = work(WorkKind.SYNC, 1, true, null);
        Work part = work(WorkKind.DEPLOYMENT, 2, true, sync.id());
        assertThat(ClaimQueue.of(List.of(sync, part), AGENT, NOBODY, part.id()))
                .isEqualTo(new ClaimQueue(List.of(sync), true));
        assertThat(ClaimQueue.of(List.of(part), AGENT, NOBODY, part.id()))
                .isEqualTo(new ClaimQueue(List.of(part), true));
    }

    private static Work work(WorkKind kind, int seconds, boolean isBegun, @Nullable UUID syncId) {
        return new Work(kind, new UUID(0, seconds), T0.plusSeconds(seconds), isBegun, syncId);
    }
}
