/** Restores a line, or one service's database, beside what is there, and takes its place when it is whole. */
@NullMarked
package dev.slipway.line.backup.restore;

import org.jspecify.annotations.NullMarked;
