/**
 * Setting up server groups as the line's owner: makes what the agent asks for and may not make itself, the workers of a service, their user, database,
 * client and host name.
 */
@NullMarked
package dev.slipway.line.host;

import org.jspecify.annotations.NullMarked;
