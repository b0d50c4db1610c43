package dev.slipway.line.handbook;

import java.time.Instant;

/**
 * A user who may read the handbook.
 *
 * @param since when the user was added
 */
record HandbookUser(String name, Instant since) {}
