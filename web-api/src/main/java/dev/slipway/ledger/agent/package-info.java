/**
 * Assigns work to the line's agent: deployment requests that the gate allows, syncs and restarts, one at a time in each
 * environment. {@link dev.slipway.ledger.agent.ClaimQueue} decides what comes next.
 */
@NullMarked
package dev.slipway.ledger.agent;

import org.jspecify.annotations.NullMarked;
