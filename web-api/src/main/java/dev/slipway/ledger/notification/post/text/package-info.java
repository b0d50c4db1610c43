/** A message, and its text in each format of a receiver. */
@NullMarked
package dev.slipway.ledger.notification.post.text;

import org.jspecify.annotations.NullMarked;
