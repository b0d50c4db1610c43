/** What the agent checks of an archive before it changes any worker: what it refuses, and what it warns of. */
@NullMarked
package dev.slipway.line.agent.deployment.check;

import org.jspecify.annotations.NullMarked;
