/** The public half of the line's key, for which clients seal secrets. */
@NullMarked
package dev.slipway.ledger.configuration.key;

import org.jspecify.annotations.NullMarked;
