package dev.slipway.ledger.audit.chain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of the chain.
 *
 * @param links how many links it has
 * @param signedAt when the last head was signed; null if there is none
 * @param behind the age of the oldest event that is not linked yet; zero if there is none
 */
public record ChainState(long links, @Nullable Instant signedAt, Duration behind) {}
