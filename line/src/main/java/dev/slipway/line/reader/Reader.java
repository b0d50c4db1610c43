package dev.slipway.line.reader;

import java.time.Instant;

/**
 * Somebody who may read the handbook.
 *
 * @param since when they were added
 */
record Reader(String name, Instant since) {}
