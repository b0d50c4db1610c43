/**
 * Notifications of events that need attention, by mail, webhook, Slack, Microsoft Teams or Mattermost.
 *
 * <p>A {@link dev.slipway.ledger.notification.Notice} is an event, and with it, in the same transaction, a row is written for each channel
 * that is subscribed to it. Any of the ledger's workers sends those rows, and retries each until it is accepted or given up.
 */
@NullMarked
package dev.slipway.ledger.notification;

import org.jspecify.annotations.NullMarked;
