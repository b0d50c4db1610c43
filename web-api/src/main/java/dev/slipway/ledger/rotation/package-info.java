/** What the line's owner tells of secrets that got another value. */
@NullMarked
package dev.slipway.ledger.rotation;

import org.jspecify.annotations.NullMarked;
