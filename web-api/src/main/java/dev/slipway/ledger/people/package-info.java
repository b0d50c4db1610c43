/**
 * People and their roles. They are stored in Keycloak; the ledger lists and invites people, grants roles, and records who changed
 * what.
 */
@NullMarked
package dev.slipway.ledger.people;

import org.jspecify.annotations.NullMarked;
