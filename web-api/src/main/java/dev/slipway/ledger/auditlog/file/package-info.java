/** Follows a server's log file across its rotations, without losing or repeating a line. */
@NullMarked
package dev.slipway.ledger.auditlog.file;

import org.jspecify.annotations.NullMarked;
