/**
 * Signed envelopes (DSSE, https://github.com/secure-systems-lab/dsse): signed with the line's key, verified with any
 * key.
 */
@NullMarked
package dev.slipway.ledger.platform.dsse;

import org.jspecify.annotations.NullMarked;
