/** Executes the plan of a deployment step by step, and undoes it if a step fails. */
@NullMarked
package dev.slipway.line.agent.deployment.execution;

import org.jspecify.annotations.NullMarked;
