/** What all requests and responses have in common: reading bodies, entity tags, caching, limits on connections. */
@NullMarked
package dev.slipway.ledger.platform.http;

import org.jspecify.annotations.NullMarked;
