/** Thread dumps of services' workers: requested by deployers, delivered by the agent, and deleted after minutes. */
@NullMarked
package dev.slipway.ledger.threads;

import org.jspecify.annotations.NullMarked;
