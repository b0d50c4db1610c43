/** Which ledger worker this is, and which of them reads the files of the server groups' workers. */
@NullMarked
package dev.slipway.ledger.worker.lease;

import org.jspecify.annotations.NullMarked;
