/** The common handling of requests and responses: reading bodies, entity tags, caching, limits on connections. */
@NullMarked
package dev.slipway.ledger.platform.http;

import org.jspecify.annotations.NullMarked;
