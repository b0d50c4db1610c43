/** Finds deployments: by a filter, in the history, and which are live. */
@NullMarked
package dev.slipway.ledger.deployment.query;

import org.jspecify.annotations.NullMarked;
