package dev.slipway.line.reader;

import java.time.Instant;

/**
 * A person who may read the handbook.
 *
 * @param since when the person was added
 */
record Reader(String name, Instant since) {}
