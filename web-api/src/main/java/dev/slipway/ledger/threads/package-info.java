/** Thread dumps of services' workers: a deployer asks, the agent answers, and minutes later they are gone. */
@NullMarked
package dev.slipway.ledger.threads;

import org.jspecify.annotations.NullMarked;
