/** Rollouts, restarts and rollbacks: their steps, hosts and probes; {@code roll.plan} has the plans, as pure values. */
@NullMarked
package dev.slipway.line.roll;

import org.jspecify.annotations.NullMarked;
