/**
 * What one question may cost the database.
 *
 * <p>Most lists are read along an index and need no limit. A question that a client composes freely, such as a search or
 * the figures of a long time, might read very much: it is ended when it takes too long, and the client is told to narrow
 * it.
 */
@NullMarked
package dev.slipway.ledger.platform.budget;

import org.jspecify.annotations.NullMarked;
