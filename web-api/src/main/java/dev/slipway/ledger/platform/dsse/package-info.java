/** Signed envelopes (DSSE, https://github.com/secure-systems-lab/dsse): made by the line's own key, checked by anybody's. */
@NullMarked
package dev.slipway.ledger.platform.dsse;

import org.jspecify.annotations.NullMarked;
