/**
 * Events that the ledger received from clients, workers' logs, the forge and httpd's watcher: each stored once,
 * unchanged.
 */
@NullMarked
package dev.slipway.ledger.event;

import org.jspecify.annotations.NullMarked;
