/** What a pool of WildFly needs to try a connection to PostgreSQL without a round trip; part of the driver's module. */
@NullMarked
package dev.slipway.pool;

import org.jspecify.annotations.NullMarked;
