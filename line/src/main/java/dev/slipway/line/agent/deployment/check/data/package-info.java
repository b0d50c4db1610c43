/** The rows of an application: those in the memory of a single worker, and the tables that are dropped at its start. */
@NullMarked
package dev.slipway.line.agent.deployment.check.data;

import org.jspecify.annotations.NullMarked;
