/**
 * The live feed: pushes changes in the ledger to every open page within moments.
 *
 * <p>A feature that writes fires {@link dev.slipway.ledger.feed.Changed} in the writing transaction. On commit, PostgreSQL notifies
 * every worker, and each worker the pages that are connected to it.
 */
@NullMarked
package dev.slipway.ledger.feed;

import org.jspecify.annotations.NullMarked;
