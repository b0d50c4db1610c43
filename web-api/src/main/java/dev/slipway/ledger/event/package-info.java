/** What the ledger was told by clients, by workers' logs, by the forge and by httpd's watcher: kept as it came in, each thing once. */
@NullMarked
package dev.slipway.ledger.event;

import org.jspecify.annotations.NullMarked;
