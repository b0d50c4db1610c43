/**
 * What a service is told in an environment: which names and values there may be, and how a secret is sealed by whoever sets it for the one
 * who starts the workers. The CLI, the agent and the line's owner share it.
 */
@NullMarked
package dev.slipway.line.configuration;

import org.jspecify.annotations.NullMarked;
