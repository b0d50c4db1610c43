/** The daemon: in each environment one task at a time, claimed from the ledger or left in the agent's folder by an interruption. */
@NullMarked
package dev.slipway.line.agent.daemon;

import org.jspecify.annotations.NullMarked;
