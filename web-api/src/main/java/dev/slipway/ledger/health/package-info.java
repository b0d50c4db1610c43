/** Whether this worker can serve: asked by httpd's balancer on the application's port, and by MicroProfile Health's readers. */
@NullMarked
package dev.slipway.ledger.health;

import org.jspecify.annotations.NullMarked;
