/**
 * Evidence is what speaks for a release: test reports, bills of materials, attestations. Each file is kept as it came,
 * and what it says is read once, when it comes: a file that cannot be read leaves nothing.
 */
@NullMarked
package dev.slipway.ledger.evidence;

import org.jspecify.annotations.NullMarked;
