/**
 * Parses the formats of evidence. The files are untrusted: nothing is resolved, expanded or unpacked without a bound, and no file is
 * ever in memory as a whole.
 */
@NullMarked
package dev.slipway.ledger.evidence.format;

import org.jspecify.annotations.NullMarked;
