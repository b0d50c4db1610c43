/**
 * The line's realm in Keycloak: its provisioning from a file, clients for pipelines, and the recovery of accounts. Uses Keycloak's own
 * client.
 *
 * <p>Changes are computed from the present and the desired state, as values; {@link dev.slipway.line.realm.Executor} executes them.
 */
@NullMarked
package dev.slipway.line.realm;

import org.jspecify.annotations.NullMarked;
