package dev.slipway.ledger.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What speaks for keeping an archive, by all the releases that it is of.
 *
 * @param isLive whether it runs, or was deployed last, anywhere
 * @param isAsked whether somebody asks for it to be deployed
 * @param place its place among the releases of its service by their last successful deployment, from 1; null where there is none
 * @param recordedAt when the last of its releases was recorded
 */
record ArchiveUse(boolean isLive, boolean isAsked, @Nullable Integer place, Instant recordedAt) {}
