/** Mutual exclusion among all workers, by PostgreSQL's advisory locks. */
@NullMarked
package dev.slipway.ledger.platform.mutex;

import org.jspecify.annotations.NullMarked;
