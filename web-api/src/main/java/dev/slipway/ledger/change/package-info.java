/** What changed with a deployment: the commits between what ran before it and what it brought. */
@NullMarked
package dev.slipway.ledger.change;

import org.jspecify.annotations.NullMarked;
