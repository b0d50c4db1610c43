/** A candidate is a release that may enter an environment: the common subject of the gate, approvals and requests. */
@NullMarked
package dev.slipway.ledger.candidate;

import org.jspecify.annotations.NullMarked;
