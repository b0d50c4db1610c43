/** Runs programs of the system and of the line, and says what failed. */
@NullMarked
package dev.slipway.line.program;

import org.jspecify.annotations.NullMarked;
