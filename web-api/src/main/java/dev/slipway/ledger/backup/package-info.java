/** The line owner's reports of backups: when they were taken, and when they were proven by restoring them. */
@NullMarked
package dev.slipway.ledger.backup;

import org.jspecify.annotations.NullMarked;
