/** Deployments that a pipeline or the agent records: what they claim, to be matched with what a server observed. */
@NullMarked
package dev.slipway.ledger.deployment.record;

import org.jspecify.annotations.NullMarked;
