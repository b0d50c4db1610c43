package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.worker.WorkerFiles;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody changed a worker as the management user for emergencies, whom no person's name is known of.
 *
 * @param worker which one
 * @param at when
 * @param archives what was changed; none where it was the server's configuration
 */
public record BreakGlassUsed(WorkerFiles worker, Instant at, Set<String> archives) {}
