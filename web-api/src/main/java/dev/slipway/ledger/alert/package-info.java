/**
 * Alerts: conditions that need attention, such as a worker that is down. Each is opened once and closed once, however
 * often it is evaluated.
 */
@NullMarked
package dev.slipway.ledger.alert;

import org.jspecify.annotations.NullMarked;
