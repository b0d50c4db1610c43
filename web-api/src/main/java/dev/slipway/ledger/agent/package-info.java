/**
 * The line's agent asks here for work: deployment requests that the gate allows and syncs that somebody asked for, one at a
 * time in each environment. What is handed out next, {@link dev.slipway.ledger.agent.Turn} decides.
 */
@NullMarked
package dev.slipway.ledger.agent;

import org.jspecify.annotations.NullMarked;
