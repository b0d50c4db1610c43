/** What requests cost the database, told by a copy of the ledger that stands beside it, on a database of its own. */
@NullMarked
package dev.slipway.line.cost;

import org.jspecify.annotations.NullMarked;
