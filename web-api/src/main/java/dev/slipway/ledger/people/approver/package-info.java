/** Who is an approver at present, according to Keycloak: whether a decision of theirs still counts. */
@NullMarked
package dev.slipway.ledger.people.approver;

import org.jspecify.annotations.NullMarked;
