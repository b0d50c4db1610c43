/**
 * What the agent hears from the management of the services' workers: since when each runs, its memory, threads, connections and requests.
 * Of each worker the last is kept, and whether its group's workers are to be restarted follows from it.
 */
@NullMarked
package dev.slipway.ledger.figure;

import org.jspecify.annotations.NullMarked;
