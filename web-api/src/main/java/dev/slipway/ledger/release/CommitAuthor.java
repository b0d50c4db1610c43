package dev.slipway.ledger.release;

import org.jspecify.annotations.Nullable;

/**
 * Who wrote some commits.
 *
 * @param name as the commits have it
 * @param email the address, as the commits have it
 * @param sha one of the commits
 */
public record CommitAuthor(@Nullable String name, @Nullable String email, String sha) {}
