/**
 * The health of this worker: read by httpd's balancer on the application's port, and by MicroProfile Health's clients
 * on the management port.
 *
 * <p>WildFly looks for MicroProfile health checks in an EAR's own libraries and not in its WARs (WFLY-12835). So the
 * check and its probe are in a separate small library.
 */
@NullMarked
package dev.slipway.ledger.platform.health;

import org.jspecify.annotations.NullMarked;
