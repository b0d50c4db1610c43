/**
 * The agent: takes the ledger's orders, carries them out on the line's workers, and reports. It decides nothing. What it is doing
 * is in a journal on disk, so that a new start goes on wherever the last one ended.
 */
@NullMarked
package dev.slipway.line.agent;

import org.jspecify.annotations.NullMarked;
