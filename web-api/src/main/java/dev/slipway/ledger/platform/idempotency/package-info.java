/**
 * Makes creating safe to repeat: a client that did not receive the answer sends the request again with the same key,
 * and gets the object that the first one created, in its present state.
 *
 * <p>The key is stored in the transaction that creates. A second request with the same key waits for that transaction
 * in the database, so it holds for any number of workers.
 */
@NullMarked
package dev.slipway.ledger.platform.idempotency;

import org.jspecify.annotations.NullMarked;
