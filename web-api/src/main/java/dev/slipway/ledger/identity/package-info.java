/**
 * Who is calling, and which services they may deploy: the answer to "who am I", signing out, and the guard against requests that
 * another site sent in their name.
 */
@NullMarked
package dev.slipway.ledger.identity;

import org.jspecify.annotations.NullMarked;
