/** What the API takes as text: every rule once, with the words that explain it to a client. */
@NullMarked
package dev.slipway.ledger.text;

import org.jspecify.annotations.NullMarked;
