/** One application with everything that a team's own can have; it runs in a service's workers. */
@NullMarked
package dev.slipway.line.service.whole;

import org.jspecify.annotations.NullMarked;
