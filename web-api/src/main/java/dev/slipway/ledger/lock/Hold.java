package dev.slipway.ledger.lock;

import java.time.Instant;

/**
 * A held lock of an environment.
 *
 * @param holder the account that holds it
 * @param expiresAt when it expires, unless it is extended
 */
public record Hold(String holder, Instant expiresAt) {}
