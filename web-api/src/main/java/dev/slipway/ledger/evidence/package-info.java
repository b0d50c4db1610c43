/**
 * Evidence for releases: test reports, bills of materials, attestations. Each file is stored as it was uploaded, and parsed once, on
 * upload: a file that cannot be parsed is rejected.
 */
@NullMarked
package dev.slipway.ledger.evidence;

import org.jspecify.annotations.NullMarked;
