/** Where notifications go, and when: the channels that people configure. */
@NullMarked
package dev.slipway.ledger.notification.channel;

import org.jspecify.annotations.NullMarked;
