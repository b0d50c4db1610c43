/** The ledger's state as numbers, for Prometheus. */
@NullMarked
package dev.slipway.ledger.telemetry;

import org.jspecify.annotations.NullMarked;
