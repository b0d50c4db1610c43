/**
 * The metrics that the agent reads from the management interfaces of the services' workers: start time, memory, threads, connections and
 * requests. The last ones of each worker are kept, and decide whether its group needs a restart.
 */
@NullMarked
package dev.slipway.ledger.figure;

import org.jspecify.annotations.NullMarked;
