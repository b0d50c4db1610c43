package dev.slipway.ledger.lock;

import java.time.Instant;

/**
 * Somebody's hold of an environment.
 *
 * @param holder who has it
 * @param expiresAt until when, unless it is extended
 */
public record Hold(String holder, Instant expiresAt) {}
