/** What comes back with an earlier release: the configuration that it ran with, and its health check. */
@NullMarked
package dev.slipway.ledger.request.restoration;

import org.jspecify.annotations.NullMarked;
