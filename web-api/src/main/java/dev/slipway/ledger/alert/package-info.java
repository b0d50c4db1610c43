/**
 * Alerts: conditions that somebody should know of, such as a worker that is away. Each is opened once and closed once, however often it
 * is looked at.
 */
@NullMarked
package dev.slipway.ledger.alert;

import org.jspecify.annotations.NullMarked;
