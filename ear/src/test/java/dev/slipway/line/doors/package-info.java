/** Whatever is done to a worker, by whatever door, and whatever happens meanwhile: the ledger shows it. */
@NullMarked
package dev.slipway.line.doors;

import org.jspecify.annotations.NullMarked;
