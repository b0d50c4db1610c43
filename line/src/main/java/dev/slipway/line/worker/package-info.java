/** A worker's management: what it has deployed, and how that is changed. By WildFly's own client. */
@NullMarked
package dev.slipway.line.worker;

import org.jspecify.annotations.NullMarked;
