/** Checks of the line itself. */
@NullMarked
package dev.slipway.line.doctor.line;

import org.jspecify.annotations.NullMarked;
