/**
 * People and their roles. Keycloak keeps them; the ledger shows them, invites them and grants roles, and keeps on record
 * who changed what.
 */
@NullMarked
package dev.slipway.ledger.people;

import org.jspecify.annotations.NullMarked;
