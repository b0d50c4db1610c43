/** The channels through which notifications are sent, and their schedules. */
@NullMarked
package dev.slipway.ledger.notification.channel;

import org.jspecify.annotations.NullMarked;
