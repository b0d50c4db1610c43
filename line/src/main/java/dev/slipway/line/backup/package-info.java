/** Backs the line up with restic, proves a backup by a staged restore, and reports both to the ledger. */
@NullMarked
package dev.slipway.line.backup;

import org.jspecify.annotations.NullMarked;
