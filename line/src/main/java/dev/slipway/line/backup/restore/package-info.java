/** Restores a line, or one service's database, into a staging area, and swaps it in once complete. */
@NullMarked
package dev.slipway.line.backup.restore;

import org.jspecify.annotations.NullMarked;
