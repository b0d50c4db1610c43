/** The agent's side of the ledger's API: tasks come from there, steps and results go there. */
@NullMarked
package dev.slipway.line.agent.ledger;

import org.jspecify.annotations.NullMarked;
