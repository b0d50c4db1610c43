/** Changes of a service's configuration, which pass through deployment requests. */
@NullMarked
package dev.slipway.ledger.request.configuration;

import org.jspecify.annotations.NullMarked;
