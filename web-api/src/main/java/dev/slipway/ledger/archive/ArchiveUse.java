package dev.slipway.ledger.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The reasons to keep an archive, over all releases that have it.
 *
 * @param isLive whether it runs, or was deployed last, anywhere
 * @param isRequested whether its deployment is requested
 * @param place its place among the releases of its service by their last successful deployment, from 1; null if there
 *     is none
 * @param recordedAt when the last of its releases was recorded
 */
record ArchiveUse(
        boolean isLive, boolean isRequested, @Nullable Integer place, Instant recordedAt) {}
