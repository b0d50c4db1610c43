/** The verb that finds what is wrong with the machine and the line, and says how to fix it. */
@NullMarked
package dev.slipway.line.doctor;

import org.jspecify.annotations.NullMarked;
