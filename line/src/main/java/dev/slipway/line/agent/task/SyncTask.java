package dev.slipway.line.agent.task;

import org.jspecify.annotations.Nullable;

/**
 * Workers are to be synchronized.
 *
 * @param service of which service; null for all
 * @param isBack whether the changed worker is reset to the last release
 */
public record SyncTask(
        String id,
        String environment,
        @Nullable String lockId,
        boolean isResumed,
        @Nullable String service,
        boolean isBack)
        implements Task {
    @Override
    public String title() {
        return "the sync " + id;
    }
}
