/** What backups, proofs and restores run with: their folder, programs, the database server, progress, and interruptions. */
@NullMarked
package dev.slipway.line.backup.program;

import org.jspecify.annotations.NullMarked;
