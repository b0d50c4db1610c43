/** Sends one message: by mail, or by HTTP in the receiver's format. */
@NullMarked
package dev.slipway.ledger.notification.post;

import org.jspecify.annotations.NullMarked;
