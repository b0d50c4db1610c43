/** Runs programs of the system and of the line. */
@NullMarked
package dev.slipway.line.program;

import org.jspecify.annotations.NullMarked;
