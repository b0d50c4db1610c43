/**
 * A lock lets one deployment at a time into an environment. Whoever deploys takes it first, keeps it alive, and gives it
 * back; one that is not kept alive ends by itself, so that nothing that died stands in the way of others.
 */
@NullMarked
package dev.slipway.ledger.lock;

import org.jspecify.annotations.NullMarked;
