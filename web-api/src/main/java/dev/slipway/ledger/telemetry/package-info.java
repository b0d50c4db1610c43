/** Metrics of the ledger for Prometheus. */
@NullMarked
package dev.slipway.ledger.telemetry;

import org.jspecify.annotations.NullMarked;
