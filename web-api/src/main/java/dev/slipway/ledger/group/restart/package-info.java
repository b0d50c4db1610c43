/** Rolling restarts of a server group's workers: requested here, carried out by the agent. */
@NullMarked
package dev.slipway.ledger.group.restart;

import org.jspecify.annotations.NullMarked;
