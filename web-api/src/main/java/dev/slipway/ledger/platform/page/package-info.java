/**
 * Lists are read by keyset: a page begins after the last item of the one before, so that a page deep down costs what the
 * first one does, and nothing is shown twice or left out while rows are added.
 */
@NullMarked
package dev.slipway.ledger.platform.page;

import org.jspecify.annotations.NullMarked;
