/** What backups, proofs and restores run with: their programs, the database server, progress, and interruptions. */
@NullMarked
package dev.slipway.line.backup.program;

import org.jspecify.annotations.NullMarked;
