package dev.slipway.ledger.audit.chain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the chain is.
 *
 * @param links how many links it has
 * @param linkedAt when the last one was added
 * @param signedAt when the last head was signed; null where there is none
 * @param behind for how long the first event since then has waited to be linked; zero where none waits
 */
public record ChainState(
        long links, Instant linkedAt, @Nullable Instant signedAt, Duration behind) {}
