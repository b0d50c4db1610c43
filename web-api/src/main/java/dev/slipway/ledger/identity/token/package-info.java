/** A cache of verified access tokens, so that a token is parsed and verified once and not at each of its requests. */
@NullMarked
package dev.slipway.ledger.identity.token;

import org.jspecify.annotations.NullMarked;
