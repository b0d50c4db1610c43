/** A deployment, a rehearsal or a sync, from its checks to its end. */
@NullMarked
package dev.slipway.line.agent.deployment;

import org.jspecify.annotations.NullMarked;
