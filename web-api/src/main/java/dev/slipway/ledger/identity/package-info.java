/**
 * Who is calling, and which services they may deploy: the "who am I" resource, signing out, and the guard against
 * cross-site requests.
 */
@NullMarked
package dev.slipway.ledger.identity;

import org.jspecify.annotations.NullMarked;
