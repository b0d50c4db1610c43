/** An environment is where services are delivered to. Every line begins with one: production. */
@NullMarked
package dev.slipway.ledger.environment;

import org.jspecify.annotations.NullMarked;
