package dev.slipway.ledger.agent;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Selects an agent's next work in an environment: work in progress first, then the oldest request.
 *
 * @param candidates in order; the first that may start is taken
 * @param isResumed whether they are already in progress
 */
record ClaimQueue(List<Work> candidates, boolean isResumed) {
    private static final Comparator<Work> OLDEST_FIRST =
            Comparator.comparing(Work::askedAt).thenComparing(Work::id);

    /**
     * A unit of work.
     *
     * @param kind whether it is a deployment request, a sync or a restart
     * @param askedAt when it was requested
     * @param isBegun whether this agent has claimed it
     * @param syncId of a deployment request: the sync that it is a part of
     */
    record Work(
            WorkKind kind,
            UUID id,
            Instant askedAt,
            boolean isBegun,
            @Nullable UUID syncId) {}

    /**
     * Selects from claimed and unclaimed work.
     *
     * @param work what this agent has in progress, and unclaimed work
     * @param agent its account
     * @param holder who holds the environment's lock, if anybody does
     * @param resume the only work in progress that is selected, or the sync in progress that it is a part of; null for
     *     any work
     */
    static ClaimQueue of(List<Work> work, String agent, Optional<String> holder, @Nullable UUID resume) {
        if (holder.filter(other -> !other.equals(agent)).isPresent()) {
            return new ClaimQueue(List.of(), false);
        }
        List<Work> begun = work.stream().filter(Work::isBegun).toList();
        if (resume != null) {
            return new ClaimQueue(resumed(begun, resume), true);
        }
        boolean isResumed = !begun.isEmpty();
        List<Work> candidates = (isResumed ? begun : work)
                .stream()
                        .filter(one -> !isPartOf(begun, one))
                        .sorted(OLDEST_FIRST)
                        .toList();
        return new ClaimQueue(candidates, isResumed);
    }

    private static List<Work> resumed(List<Work> begun, UUID id) {
        List<Work> named = begun.stream().filter(one -> one.id().equals(id)).toList();
        List<Work> syncs = begun.stream().filter(sync -> isSyncOf(named, sync)).toList();
        return syncs.isEmpty() ? named : syncs;
    }

    private static boolean isSyncOf(List<Work> parts, Work sync) {
        return parts.stream().anyMatch(part -> sync.id().equals(part.syncId()));
    }

    /** An agent that resumes a sync resumes its parts with it. */
    private static boolean isPartOf(List<Work> begun, Work one) {
        return begun.stream().anyMatch(sync -> sync.id().equals(one.syncId()));
    }
}
