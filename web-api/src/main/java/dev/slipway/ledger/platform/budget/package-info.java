/**
 * Limits the cost of queries.
 *
 * <p>Most lists are read along an index and need no limit. A query that a client composes freely, such as a search or the metrics of a
 * long period, might read very much: it is cancelled when it takes too long, and the client is told to narrow it.
 */
@NullMarked
package dev.slipway.ledger.platform.budget;

import org.jspecify.annotations.NullMarked;
