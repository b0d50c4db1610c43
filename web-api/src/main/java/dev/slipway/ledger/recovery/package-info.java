/**
 * Failed deployments and their repairs: which deployments needed intervention, and which rollback or fix repairs which earlier
 * deployment. The failure metrics are computed from this.
 */
@NullMarked
package dev.slipway.ledger.recovery;

import org.jspecify.annotations.NullMarked;
