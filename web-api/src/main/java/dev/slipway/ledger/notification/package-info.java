/**
 * Notifications: what happened that people should hear of, by mail, webhook, Slack, Microsoft Teams or Mattermost.
 *
 * <p>A {@link dev.slipway.ledger.notification.Notice} is an event, and with it, in the same transaction, a row is written for each channel
 * that wants it. Those rows are sent by whoever of the ledger's workers takes them, each until it is accepted or given up.
 */
@NullMarked
package dev.slipway.ledger.notification;

import org.jspecify.annotations.NullMarked;
