package dev.slipway.ledger.auditlog;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody changed this worker as the management user for emergencies, whom no person's name is known of.
 *
 * @param at when
 * @param archives what was changed; none where it was the server's configuration
 */
public record BreakGlassUsed(Instant at, Set<String> archives) {}
