/** The admin API of the realm in Keycloak, whose errors become the ledger's own problems. */
@NullMarked
package dev.slipway.ledger.people.keycloak;

import org.jspecify.annotations.NullMarked;
