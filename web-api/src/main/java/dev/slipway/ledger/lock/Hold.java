package dev.slipway.ledger.lock;

import java.time.Instant;

/**
 * A held lock of an environment.
 *
 * @param holder who has it
 * @param expiresAt until when, unless it is extended
 */
public record Hold(String holder, Instant expiresAt) {}
