/**
 * The progress of the agent's tasks, on disk before it is reported to the ledger: a killed agent resumes from there.
 */
@NullMarked
package dev.slipway.line.agent.journal;

import org.jspecify.annotations.NullMarked;
