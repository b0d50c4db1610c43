/** The line owner's reports of rotated secrets. */
@NullMarked
package dev.slipway.ledger.rotation;

import org.jspecify.annotations.NullMarked;
