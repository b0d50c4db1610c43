/** Backs the line up with restic, proves a backup by a staged restore, and restores it. */
@NullMarked
package dev.slipway.line.backup;

import org.jspecify.annotations.NullMarked;
