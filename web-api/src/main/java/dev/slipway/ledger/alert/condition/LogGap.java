package dev.slipway.ledger.alert.condition;

import java.time.Instant;

/**
 * A gap in an audit log.
 *
 * @param worker whose log
 * @param detail what is wrong
 * @param detectedAt when that was noticed
 */
public record LogGap(String id, String worker, String detail, Instant detectedAt) {}
