/** The current and the desired state of a server group, and the steps between them. Pure values. */
@NullMarked
package dev.slipway.line.host.plan;

import org.jspecify.annotations.NullMarked;
