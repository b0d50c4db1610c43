/**
 * The live feed: what changed in the ledger, told to every open page within moments.
 *
 * <p>A feature that writes fires {@link dev.slipway.ledger.feed.Changed} in the writing transaction. PostgreSQL hands it
 * to every worker when that transaction commits, and each worker to the pages that are connected to it.
 */
@NullMarked
package dev.slipway.ledger.feed;

import org.jspecify.annotations.NullMarked;
