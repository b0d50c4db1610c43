/** A candidate is a release that may enter an environment: what the gate, approvers and requests all speak of. */
@NullMarked
package dev.slipway.ledger.candidate;

import org.jspecify.annotations.NullMarked;
