/** A worker's management by WildFly's own client: what is deployed, how that is changed, and the state of its process. */
@NullMarked
package dev.slipway.line.worker;

import org.jspecify.annotations.NullMarked;
