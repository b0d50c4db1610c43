/**
 * The agent: executes the ledger's orders on the line's workers and reports; it decides nothing. Its task is in a
 * journal on disk, so that it resumes after a restart.
 *
 * <p>Here is its program, with the verbs for the line's owner while the ledger is down.
 */
@NullMarked
package dev.slipway.line.agent;

import org.jspecify.annotations.NullMarked;
