/**
 * The provisioner, which runs as the line's owner: creates the groups that the agent requests but may not create
 * itself, with workers, user, database, client and host name.
 */
@NullMarked
package dev.slipway.line.host;

import org.jspecify.annotations.NullMarked;
