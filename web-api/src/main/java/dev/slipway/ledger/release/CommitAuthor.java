package dev.slipway.ledger.release;

import org.jspecify.annotations.Nullable;

/**
 * The author of some commits of releases, and who recorded those releases.
 *
 * @param name as the commits have it
 * @param email the address, as the commits have it
 * @param sha one of the commits; null if the releases have none
 * @param recordedBy the account that recorded the releases, and so stated their commits; null if unknown
 * @param version one of the releases
 */
public record CommitAuthor(
        @Nullable String name,
        @Nullable String email,
        @Nullable String sha,
        @Nullable String recordedBy,
        String version) {}
