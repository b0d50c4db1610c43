/**
 * The line's realm in Keycloak: brought to what its file says, given clients of pipelines, and opened again to whoever is locked out. By
 * Keycloak's own client.
 *
 * <p>What is to change follows from what is there and what is wanted, as values; {@link dev.slipway.line.realm.Executor} carries them out.
 */
@NullMarked
package dev.slipway.line.realm;

import org.jspecify.annotations.NullMarked;
