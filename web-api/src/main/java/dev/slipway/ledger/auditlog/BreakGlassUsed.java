package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.worker.disk.WorkerFiles;
import java.time.Instant;
import java.util.Set;

/**
 * A worker was changed as the break-glass management user, so the person is unknown.
 *
 * @param worker which one
 * @param archives the changed archives; empty if the server's configuration was changed
 */
public record BreakGlassUsed(WorkerFiles worker, Instant at, Set<String> archives) {}
