/** Deployments that a server's audit log shows, matched with what was recorded. */
@NullMarked
package dev.slipway.ledger.deployment.observation;

import org.jspecify.annotations.NullMarked;
