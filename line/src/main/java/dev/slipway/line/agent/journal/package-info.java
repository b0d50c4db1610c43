/** What the agent has done of a task, on disk before the ledger is told: a killed agent goes on from there. */
@NullMarked
package dev.slipway.line.agent.journal;

import org.jspecify.annotations.NullMarked;
