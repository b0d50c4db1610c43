/** Checks of the machine. */
@NullMarked
package dev.slipway.line.doctor.machine;

import org.jspecify.annotations.NullMarked;
