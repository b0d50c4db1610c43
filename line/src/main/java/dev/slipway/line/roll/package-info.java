/** Plans rollouts, restarts and rollbacks as pure values: facts in, plan out. Executing a plan is the agent's. */
@NullMarked
package dev.slipway.line.roll;

import org.jspecify.annotations.NullMarked;
