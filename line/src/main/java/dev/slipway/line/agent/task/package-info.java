/** The agent's tasks: the ledger's answers to claims, or orders of the line's owner. */
@NullMarked
package dev.slipway.line.agent.task;

import org.jspecify.annotations.NullMarked;
