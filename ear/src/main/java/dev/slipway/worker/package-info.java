/** Additions to WildFly in the JVM of each service's worker. */
@NullMarked
package dev.slipway.worker;

import org.jspecify.annotations.NullMarked;
