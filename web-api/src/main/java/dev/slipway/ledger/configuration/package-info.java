/**
 * What a service is configured with in an environment, as versions of which each is a whole. Of a secret the ledger has only what its client
 * sealed for the line's key: nobody can read it back here. Whose workers run with which version, server groups say.
 */
@NullMarked
package dev.slipway.ledger.configuration;

import org.jspecify.annotations.NullMarked;
