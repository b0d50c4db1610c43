/**
 * Whether this worker can serve: asked by httpd's balancer on the application's port, and by MicroProfile Health's readers
 * on the management port.
 *
 * <p>WildFly looks for MicroProfile health checks in an EAR's own libraries and not in its WARs (WFLY-12835). So the
 * check, and the probe that it asks, are in a small library of their own besides.
 */
@NullMarked
package dev.slipway.ledger.platform.health;

import org.jspecify.annotations.NullMarked;
