/** The event streams of the pages that are connected to this worker. */
@NullMarked
package dev.slipway.ledger.feed.stream;

import org.jspecify.annotations.NullMarked;
