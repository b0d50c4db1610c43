/** A client for the deployments on record. */
@NullMarked
package dev.slipway.line.ledger.deployment;

import org.jspecify.annotations.NullMarked;
