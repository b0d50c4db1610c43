/**
 * The provisioner, which runs as the line's owner: creates what the agent requests and may not create itself, which is
 * a service's workers with their user, database, client and host name.
 */
@NullMarked
package dev.slipway.line.host;

import org.jspecify.annotations.NullMarked;
