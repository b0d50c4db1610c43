/** What each worker of a service has in its JVM beside WildFly. */
@NullMarked
package dev.slipway.worker;

import org.jspecify.annotations.NullMarked;
