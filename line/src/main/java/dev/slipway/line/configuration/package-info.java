/**
 * The configuration of services: rules for names and values, and the encryption of secrets from the client to the
 * line's owner, who starts the workers. Shared by the CLI, the agent and the line's owner.
 */
@NullMarked
package dev.slipway.line.configuration;

import org.jspecify.annotations.NullMarked;
