package dev.slipway.line.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that signed heads.
 *
 * @param key its fingerprint
 * @param heads how many
 * @param since when the first of them was signed; empty if not stated
 */
public record Signer(String key, long heads, Optional<Instant> since) {}
