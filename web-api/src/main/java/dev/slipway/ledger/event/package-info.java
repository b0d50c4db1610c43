/** What the ledger was told by clients, by workers' logs and by the forge: kept as it came in, each thing once. */
@NullMarked
package dev.slipway.ledger.event;

import org.jspecify.annotations.NullMarked;
