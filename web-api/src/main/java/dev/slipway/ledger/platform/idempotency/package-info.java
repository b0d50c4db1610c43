/**
 * Makes creating safe to repeat: a client that did not hear the answer sends the request again under the same key, and
 * is shown what the first one made, as it is by then.
 *
 * <p>The key is stored in the transaction that creates. A second request with the same key waits for that transaction
 * in the database, so it holds for any number of workers.
 */
@NullMarked
package dev.slipway.ledger.platform.idempotency;

import org.jspecify.annotations.NullMarked;
