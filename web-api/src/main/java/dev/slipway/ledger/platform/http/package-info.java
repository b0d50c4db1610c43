/** What every request and answer of the API has in common: how bodies are read, entity tags, links to the next page, caching. */
@NullMarked
package dev.slipway.ledger.platform.http;

import org.jspecify.annotations.NullMarked;
