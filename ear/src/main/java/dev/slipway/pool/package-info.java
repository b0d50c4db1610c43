/** WildFly pool extension that validates a PostgreSQL connection without a round trip; part of the driver's module. */
@NullMarked
package dev.slipway.pool;

import org.jspecify.annotations.NullMarked;
