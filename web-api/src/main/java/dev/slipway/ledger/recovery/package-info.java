/**
 * Deployments that went wrong and deployments that put it right: which needed intervention, and which rollback or fix
 * repairs which earlier deployment. The metrics of failure are made of this.
 */
@NullMarked
package dev.slipway.ledger.recovery;

import org.jspecify.annotations.NullMarked;
