/** What the agent tells the ledger of the services' workers beside its tasks: their figures and thread dumps. */
@NullMarked
package dev.slipway.line.agent.monitor;

import org.jspecify.annotations.NullMarked;
