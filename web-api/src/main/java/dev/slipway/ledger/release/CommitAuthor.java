package dev.slipway.ledger.release;

import org.jspecify.annotations.Nullable;

/**
 * Who wrote some commits of releases, and who recorded those.
 *
 * @param name as the commits have it
 * @param email the address, as the commits have it
 * @param sha one of the commits; null if the releases have none
 * @param recordedBy the account that recorded the releases, and so says what is in them; null if that is not known
 * @param version one of the releases
 */
public record CommitAuthor(
        @Nullable String name,
        @Nullable String email,
        @Nullable String sha,
        @Nullable String recordedBy,
        String version) {}
