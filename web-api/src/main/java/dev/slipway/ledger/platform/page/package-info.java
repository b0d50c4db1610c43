/**
 * Keyset pagination: a page begins after the last item of the previous one, so that all pages cost the same, and no item is repeated
 * or skipped while rows are added.
 */
@NullMarked
package dev.slipway.ledger.platform.page;

import org.jspecify.annotations.NullMarked;
