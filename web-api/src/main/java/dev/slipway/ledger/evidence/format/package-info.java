/**
 * Reads the formats that evidence comes in. The files are strangers': nothing is resolved, expanded or unpacked without a
 * bound, and none is ever in memory as a whole.
 */
@NullMarked
package dev.slipway.ledger.evidence.format;

import org.jspecify.annotations.NullMarked;
