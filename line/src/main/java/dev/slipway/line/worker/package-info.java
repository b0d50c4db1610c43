/** Management of a worker with WildFly's client: its deployments, their changes, and the state of its process. */
@NullMarked
package dev.slipway.line.worker;

import org.jspecify.annotations.NullMarked;
