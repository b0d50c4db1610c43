/** Changes of a service's configuration, which take the way of a deployment request. */
@NullMarked
package dev.slipway.ledger.request.configuration;

import org.jspecify.annotations.NullMarked;
